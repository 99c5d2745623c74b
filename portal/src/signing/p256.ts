import { bytesToBigInt, bytesToHex, concatHex, numberToHex } from "viem/utils";
import type { Hex } from "viem";

/** Order of P-256. */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const COORDINATE_BYTES = 32;
const UNCOMPRESSED_POINT = 0x04;

export type P256Signature = { r: bigint; s: bigint };
export type P256PublicKey = { qx: Hex; qy: Hex };

export class MalformedKeyMaterial extends Error {
  constructor(what: string) {
    super(`Malformed ${what}`);
    this.name = "MalformedKeyMaterial";
  }
}

/** Makes `s` at most half the order: OpenZeppelin's P-256 refuses the other form, which signers may give. */
export function normalizeS({ r, s }: P256Signature): P256Signature {
  return { r, s: s > P256_ORDER / 2n ? P256_ORDER - s : s };
}

/** WebCrypto's 64 bytes `r ‖ s`. */
export function parseRawSignature(bytes: Uint8Array): P256Signature {
  if (bytes.length !== 2 * COORDINATE_BYTES) throw new MalformedKeyMaterial("raw P-256 signature");
  return { r: bytesToBigInt(bytes.subarray(0, COORDINATE_BYTES)), s: bytesToBigInt(bytes.subarray(COORDINATE_BYTES)) };
}

/** WebAuthn's DER: SEQUENCE of two INTEGERs, all lengths below 128 for this curve. */
export function parseDerSignature(bytes: Uint8Array): P256Signature {
  const readInteger = (at: number): { value: bigint; end: number } => {
    const length = bytes[at + 1];
    if (bytes[at] !== 0x02 || length === undefined || length === 0 || length > COORDINATE_BYTES + 1) throw new MalformedKeyMaterial("DER signature");
    const end = at + 2 + length;
    if (end > bytes.length) throw new MalformedKeyMaterial("DER signature");
    return { value: bytesToBigInt(bytes.subarray(at + 2, end)), end };
  };
  if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2) throw new MalformedKeyMaterial("DER signature");
  const r = readInteger(2);
  const s = readInteger(r.end);
  if (s.end !== bytes.length) throw new MalformedKeyMaterial("DER signature");
  return { r: r.value, s: s.value };
}

/** 64 bytes `r ‖ s`, as `DeviceKeyVerifier` reads it. */
export function signatureBytes({ r, s }: P256Signature): Hex {
  return concatHex([numberToHex(r, { size: COORDINATE_BYTES }), numberToHex(s, { size: COORDINATE_BYTES })]);
}

/** The point in a raw (65 bytes) or SPKI (91 bytes) public key: both end with `04 ‖ x ‖ y`. */
export function publicKeyOf(bytes: Uint8Array): P256PublicKey {
  const point = bytes.subarray(-(2 * COORDINATE_BYTES + 1));
  if (point.length !== 2 * COORDINATE_BYTES + 1 || point[0] !== UNCOMPRESSED_POINT) throw new MalformedKeyMaterial("P-256 public key");
  return { qx: bytesToHex(point.subarray(1, 1 + COORDINATE_BYTES)), qy: bytesToHex(point.subarray(1 + COORDINATE_BYTES)) };
}
