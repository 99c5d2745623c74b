import { hashTypedData } from "viem/utils";
import type { Hex } from "viem";
import { hexToBuffer } from "./hex-to-buffer.ts";
import { normalizeS, parseRawSignature, signatureBytes } from "./p256.ts";
import type { TypedDataToSign } from "./signer.ts";

export const ECDSA_P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
export const ECDSA_SHA256 = { name: "ECDSA", hash: "SHA-256" } as const;

/**
 * 64 bytes `r ‖ s` over SHA-256 of the struct's EIP-712 digest: WebCrypto hashes whatever it signs, and
 * `DeviceKeyVerifier` expects it.
 */
export async function signWithDeviceKey(privateKey: CryptoKey, typedData: TypedDataToSign): Promise<Hex> {
  const digest = hexToBuffer(hashTypedData(typedData));
  const raw = await crypto.subtle.sign(ECDSA_SHA256, privateKey, digest);
  return signatureBytes(normalizeS(parseRawSignature(new Uint8Array(raw))));
}
