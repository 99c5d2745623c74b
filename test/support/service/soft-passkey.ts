import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { concat, type Address, type Hex } from "viem";

/** An authenticator in software: what a browser and a platform authenticator would answer. */
export interface SoftPasskey {
  readonly credentialId: string;
  /** verifier ‖ qx ‖ qy ‖ rpIdHash */
  readonly signer: Hex;
  assert(challenge: string, as?: { origin?: string; rpId?: string; isUserVerified?: boolean }): Record<string, unknown>;
}

export function createSoftPasskey(rpId: string, origin: string, cityPasskeyVerifier: Address): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const hex = (base64: string): Hex => `0x${Buffer.from(base64, "base64url").toString("hex")}`;
  const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
  const credentialId = randomBytes(16).toString("base64url");
  return {
    credentialId,
    signer: concat([cityPasskeyVerifier, hex(x), hex(y), `0x${hashOf(rpId).toString("hex")}`]),
    assert(challenge, as = {}) {
      const flags = as.isUserVerified === false ? 0x01 : 0x05;
      const authenticatorData = Buffer.concat([hashOf(as.rpId ?? rpId), Buffer.from([flags, 0, 0, 0, 0])]);
      const clientDataJSON = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge, origin: as.origin ?? origin, crossOrigin: false }));
      const signed = Buffer.concat([authenticatorData, createHash("sha256").update(clientDataJSON).digest()]);
      const signature = createSign("sha256").update(signed).sign({ key: privateKey, dsaEncoding: "der" });
      return {
        id: credentialId,
        rawId: credentialId,
        type: "public-key",
        response: {
          clientDataJSON: clientDataJSON.toString("base64url"),
          authenticatorData: authenticatorData.toString("base64url"),
          signature: signature.toString("base64url"),
        },
        clientExtensionResults: {},
      };
    },
  };
}
