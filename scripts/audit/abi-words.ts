import type { AbiParameter, Hex } from "viem";

/** The encoding was not that of its ABI. */
export class WordsUnreadable extends Error {
  constructor(what: string) {
    super(`not the encoding of ${what}`);
    this.name = "WordsUnreadable";
  }
}

/** Reads one value from `hex` (digits without 0x): `head` and `base` are offsets in digits. */
export interface WordReader {
  readonly isDynamic: boolean;
  /** Digits that the value takes in the head of its tuple. */
  readonly headDigits: number;
  read(hex: string, head: number, base: number): unknown;
}

const WORD = 64;
const ZEROS = "0".repeat(WORD);
/** Wider integers are bigints, as viem has them. */
const NUMBER_BITS_MAX = 48;

const fixed = (read: (word: string) => unknown): WordReader => ({
  isDynamic: false,
  headDigits: WORD,
  read: (hex, head) => read(wordAt(hex, head)),
});

function wordAt(hex: string, offset: number): string {
  if (offset + WORD > hex.length) throw new WordsUnreadable("a word: the data ends before it");
  return hex.slice(offset, offset + WORD);
}

function numberAt(hex: string, offset: number): number {
  const word = wordAt(hex, offset);
  if (!word.startsWith(ZEROS.slice(0, WORD - 8))) throw new WordsUnreadable("a length or an offset");
  return Number.parseInt(word.slice(WORD - 8), 16);
}

function uintReader(bits: number): WordReader {
  const padding = ZEROS.slice(0, WORD - bits / 4);
  const digits = WORD - padding.length;
  return fixed((word) => {
    if (!word.startsWith(padding)) throw new WordsUnreadable(`uint${bits}`);
    return bits <= NUMBER_BITS_MAX ? Number.parseInt(word.slice(WORD - digits), 16) : BigInt(`0x${word}`);
  });
}

const addressReader = fixed((word): Hex => `0x${word.slice(24)}`);
const boolReader = fixed((word) => word.endsWith("1"));

function bytesReader(toValue: (digits: string) => unknown): WordReader {
  return {
    isDynamic: true,
    headDigits: WORD,
    read(hex, head, base) {
      const start = base + 2 * numberAt(hex, head);
      const digits = 2 * numberAt(hex, start);
      if (start + WORD + digits > hex.length) throw new WordsUnreadable("bytes");
      return toValue(hex.slice(start + WORD, start + WORD + digits));
    },
  };
}

function arrayReader(item: WordReader): WordReader {
  return {
    isDynamic: true,
    headDigits: WORD,
    read(hex, head, base) {
      const start = base + 2 * numberAt(hex, head);
      const length = numberAt(hex, start);
      const items = start + WORD;
      if (items + length * item.headDigits > hex.length) throw new WordsUnreadable("an array");
      return Array.from({ length }, (_, index) => item.read(hex, items + index * item.headDigits, items));
    },
  };
}

/** Reads a tuple's members by name. */
export function tupleReader(components: readonly AbiParameter[]): WordReader {
  const members = components.map((component) => ({ name: component.name ?? "", reader: readerOf(component) }));
  const isDynamic = members.some(({ reader }) => reader.isDynamic);
  const digits = members.reduce((sum, { reader }) => sum + reader.headDigits, 0);
  return {
    isDynamic,
    headDigits: isDynamic ? WORD : digits,
    read(hex, head, base) {
      const start = isDynamic ? base + 2 * numberAt(hex, head) : head;
      return readMembers(members, hex, start);
    },
  };
}

/** Reads the members that lie one after the other from `start`. */
export function readMembers(
  members: readonly { readonly name: string; readonly reader: WordReader }[],
  hex: string,
  start: number,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let head = start;
  for (const { name, reader } of members) {
    values[name] = reader.read(hex, head, start);
    head += reader.headDigits;
  }
  return values;
}

/** The reader of a type, made once: an audit reads it a million times. @throws WordsUnreadable for a type that no event of ours has */
export function readerOf(parameter: AbiParameter): WordReader {
  const { type } = parameter;
  const components = "components" in parameter ? parameter.components : [];
  if (type.endsWith("[]")) return arrayReader(readerOf({ ...parameter, type: type.slice(0, -2) }));
  if (type === "tuple") return tupleReader(components);
  if (type === "address") return addressReader;
  if (type === "bool") return boolReader;
  if (type === "bytes") return bytesReader((digits) => `0x${digits}`);
  if (type === "string") return bytesReader((digits) => Buffer.from(digits, "hex").toString("utf8"));
  const uint = /^uint(\d+)$/.exec(type);
  if (uint !== null) return uintReader(Number(uint[1]));
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes !== null) return fixed((word) => `0x${word.slice(0, 2 * Number(bytes[1]))}`);
  throw new WordsUnreadable(type);
}
