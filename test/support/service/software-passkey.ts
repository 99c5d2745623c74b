import { createHash, createPrivateKey, createECDH, sign as signBytes, type KeyObject } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { concatHex, keccak256, hexToBytes, sha256, stringToBytes, toHex, type Address, type Hex } from "viem";

const userPresent = 0x01;
const userVerified = 0x04;
const attestedData = 0x40;

/** An authenticator in memory: makes passkeys as a browser would, for any origin a test asks for. */
export class SoftwarePasskey {
  readonly credentialId: string;
  readonly point: Buffer;
  readonly key: KeyObject;

  constructor(name: string) {
    const secret = hexToBytes(keccak256(stringToBytes(`passkey of ${name}`)));
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(Buffer.from(secret));
    this.point = pair.getPublicKey();
    this.credentialId = Buffer.from(keccak256(stringToBytes(name)).slice(2, 34), "hex").toString("base64url");
    const part = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
    this.key = createPrivateKey({
      format: "jwk",
      key: { kty: "EC", crv: "P-256", d: part(secret), x: part(this.point.subarray(1, 33)), y: part(this.point.subarray(33)) },
    });
  }

  /** ERC-7913 bytes of this key for a relying party. */
  signerFor(verifier: Address, rpId: string): Hex {
    return concatHex([verifier, toHex(this.point.subarray(1)), sha256(stringToBytes(rpId))]);
  }

  /** The answer to `navigator.credentials.create`. */
  create(options: { challenge: string; rp: { id: string } }, origin: string, flags = userPresent | userVerified): Record<string, unknown> {
    const clientData = { type: "webauthn.create", challenge: options.challenge, origin, crossOrigin: false };
    const authData = Buffer.concat([
      createHash("sha256").update(options.rp.id).digest(),
      Buffer.from([flags | attestedData, 0, 0, 0, 0]),
      Buffer.alloc(16),
      lengthOf(Buffer.from(this.credentialId, "base64url")),
      Buffer.from(this.credentialId, "base64url"),
      this.coseKey(),
    ]);
    const attestation = new Map<string, unknown>([["fmt", "none"], ["attStmt", new Map()], ["authData", Uint8Array.from(authData)]]);
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: Buffer.from(JSON.stringify(clientData)).toString("base64url"),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** The raw signature of an assertion over these bytes, DER. */
  sign(bytes: Uint8Array): Buffer {
    return signBytes("sha256", bytes, this.key);
  }

  private coseKey(): Buffer {
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(this.point.subarray(1, 33))],
      [-3, Uint8Array.from(this.point.subarray(33))],
    ]);
    return Buffer.from(isoCBOR.encode(key as Parameters<typeof isoCBOR.encode>[0]));
  }
}

/** A passkey at the portal that made it, unless a test says otherwise. */
export interface BoundPasskey {
  readonly credentialId: string;
  /** verifier ‖ qx ‖ qy ‖ rpIdHash */
  readonly signer: Hex;
  /** The answer to `navigator.credentials.get`. */
  assert(challenge: string, as?: { origin?: string; rpId?: string; isUserVerified?: boolean }): Record<string, unknown>;
}

export function bindPasskey(key: SoftwarePasskey, at: { rpId: string; origin: string; verifier: Address }): BoundPasskey {
  return {
    credentialId: key.credentialId,
    signer: key.signerFor(at.verifier, at.rpId),
    assert(challenge, { origin = at.origin, rpId = at.rpId, isUserVerified = true } = {}) {
      const flags = isUserVerified ? userPresent | userVerified : userPresent;
      const authenticatorData = Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags, 0, 0, 0, 0])]);
      const clientDataJSON = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge, origin, crossOrigin: false }));
      const signature = key.sign(Buffer.concat([authenticatorData, createHash("sha256").update(clientDataJSON).digest()]));
      return {
        id: key.credentialId,
        rawId: key.credentialId,
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

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}
