import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "viem";
import { ECDSA_P256, signWithDeviceKey } from "./sign-with-device-key.ts";
import { signSoftwareAssertion } from "./software-assertion.ts";
import type { Signer } from "./signer.ts";

/** A cast key as the demo's service hands it over. Refused by any network but this one, which alone knows it. */
export type DemoKey =
  | { algorithm: "secp256k1"; privateKey: Hex }
  | { algorithm: "P-256"; kind: "FULL" | "DEVICE"; signerBytes: Hex; privateKeyJwk: JsonWebKey };

/** A signer that works on any machine, without an authenticator. Screens mark it (`demo`). */
export async function demoSigner(key: DemoKey): Promise<Signer> {
  if (key.algorithm === "secp256k1") {
    const wallet = privateKeyToAccount(key.privateKey);
    return { kind: "WALLET", signerBytes: wallet.address, demo: true, signTypedData: (typedData) => wallet.signTypedData(typedData) };
  }
  const privateKey = await crypto.subtle.importKey("jwk", key.privateKeyJwk, ECDSA_P256, false, ["sign"]);
  const site = { rpId: globalThis.location.hostname, origin: globalThis.location.origin };
  return {
    kind: key.kind,
    signerBytes: key.signerBytes,
    demo: true,
    signTypedData: (typedData) => (key.kind === "FULL" ? signSoftwareAssertion(privateKey, typedData, site) : signWithDeviceKey(privateKey, typedData)),
  };
}
