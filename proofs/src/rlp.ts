import { RLP } from "@ethereumjs/rlp";
import { areEqual } from "./bytes.ts";

export type RlpItem = Uint8Array | RlpItem[];

export const encodeRlp = (item: RlpItem): Uint8Array => RLP.encode(item);

/** Reads one canonical item and nothing after it; undefined when the bytes are anything else. */
export function decodeRlp(bytes: Uint8Array): RlpItem | undefined {
  if (bytes.length === 0) return undefined;
  try {
    const item: RlpItem = RLP.decode(bytes);
    return areEqual(RLP.encode(item), bytes) ? item : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a canonical list. */
export function decodeRlpList(bytes: Uint8Array): RlpItem[] | undefined {
  const item = decodeRlp(bytes);
  return Array.isArray(item) ? item : undefined;
}

export const isBytes = (item: RlpItem | undefined, byteCount?: number): item is Uint8Array =>
  item instanceof Uint8Array && (byteCount === undefined || item.length === byteCount);

/** An RLP number of at most 8 bytes, as a safe integer; undefined when it is none. */
export function toInteger(item: RlpItem | undefined): number | undefined {
  if (!isBytes(item) || item.length > 7 || item[0] === 0) return undefined;
  const value = item.reduce((total, byte) => total * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
}
