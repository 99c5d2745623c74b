import { concatBytes, hashTypedData, sha256, stringToBytes } from "viem/utils";
import type { Hex } from "viem";
import { base64urlOfHex } from "./base64url.ts";
import { encodeAssertion } from "./encode-assertion.ts";
import { parseRawSignature } from "./p256.ts";
import { ECDSA_SHA256 } from "./sign-with-device-key.ts";
import type { TypedDataToSign } from "./signer.ts";

/** User present and user verified. */
const FLAGS = 0x05;
const COUNTER_BYTES = 4;

/**
 * The assertion an authenticator would make, by a key held in the page: for the demo's cast, which has no
 * authenticator. A network that is not the demo's never knows such a key.
 */
export async function signSoftwareAssertion(privateKey: CryptoKey, typedData: TypedDataToSign, site: { rpId: string; origin: string }): Promise<Hex> {
  const clientDataJson = JSON.stringify({ type: "webauthn.get", challenge: base64urlOfHex(hashTypedData(typedData)), origin: site.origin, crossOrigin: false });
  const authenticatorData = concatBytes([sha256(stringToBytes(site.rpId), "bytes"), Uint8Array.of(FLAGS), new Uint8Array(COUNTER_BYTES)]);
  const signed = Uint8Array.from(concatBytes([authenticatorData, sha256(stringToBytes(clientDataJson), "bytes")]));
  const raw = await crypto.subtle.sign(ECDSA_SHA256, privateKey, signed);
  return encodeAssertion({ signature: parseRawSignature(new Uint8Array(raw)), authenticatorData, clientDataJson });
}
