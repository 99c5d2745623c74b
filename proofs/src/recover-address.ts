import { secp256k1 } from "@noble/curves/secp256k1";
import { type Hex, keccak, toHex } from "./bytes.ts";

/**
 * Address of the key that made r‖s‖v (65 bytes) over a hash; v is 0, 1 (seals) or 27, 28 (signed structs).
 * @returns undefined when it is no signature at all
 */
export function recoverAddress(hash: Uint8Array, signature: Uint8Array): Hex | undefined {
  const v = signature[64];
  if (signature.length !== 65 || v === undefined) return undefined;
  const recovery = v >= 27 ? v - 27 : v;
  if (recovery !== 0 && recovery !== 1) return undefined;
  try {
    const point = secp256k1.Signature.fromCompact(signature.slice(0, 64)).addRecoveryBit(recovery).recoverPublicKey(hash);
    return toHex(keccak(point.toRawBytes(false).slice(1)).slice(12));
  } catch {
    return undefined;
  }
}
