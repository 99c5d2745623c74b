import { hashTypedData } from "viem/utils";
import type { Hex } from "viem";
import { base64urlOf, bytesOfBase64url } from "./base64url.ts";
import { CeremonyCancelled } from "./ceremony-cancelled.ts";
import { encodeAssertion } from "./encode-assertion.ts";
import { MalformedKeyMaterial, parseDerSignature, publicKeyOf } from "./p256.ts";
import { hexToBuffer } from "./hex-to-buffer.ts";
import { passkeySignerBytes } from "./signer-bytes.ts";
import type { Signer, SigningNetwork } from "./signer.ts";

const ES256 = -7;
const CEREMONY_TIMEOUT_MS = 120_000;

export function passkeysAvailable(): boolean {
  return typeof PublicKeyCredential === "function" && window.isSecureContext;
}

/** The browser says "NotAllowedError" both when the person declines and when time runs out. */
async function ceremony<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError")) throw new CeremonyCancelled({ cause: error });
    throw error;
  }
}

export type NewPasskey = { credentialId: string; signerBytes: Hex; clientDataJson: string; attestationObject: string };

/**
 * Makes a passkey of this city: the RP ID is this exact host [W2], user verification required.
 * `challenge` and `userHandle` come from the service as base64url; the two last fields go back to it.
 */
export async function createPasskey(network: SigningNetwork, person: { challenge: string; userHandle: string; name: string; displayName: string; cityName: string; knownCredentialIds: readonly string[] }): Promise<NewPasskey> {
  const rpId = window.location.hostname;
  const credential = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOfBase64url(person.challenge),
        rp: { id: rpId, name: `Maille, ${person.cityName}` },
        user: { id: bytesOfBase64url(person.userHandle), name: person.name, displayName: person.displayName },
        pubKeyCredParams: [{ type: "public-key", alg: ES256 }],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: person.knownCredentialIds.map((id) => ({ type: "public-key", id: bytesOfBase64url(id) })),
        attestation: "none",
        timeout: CEREMONY_TIMEOUT_MS,
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAttestationResponse)) throw new MalformedKeyMaterial("passkey");
  const publicKey = credential.response.getPublicKey();
  if (publicKey === null || credential.response.getPublicKeyAlgorithm() !== ES256) throw new MalformedKeyMaterial("passkey public key");
  return {
    credentialId: credential.id,
    signerBytes: passkeySignerBytes(network.passkeyVerifier, publicKeyOf(new Uint8Array(publicKey)), rpId),
    clientDataJson: base64urlOf(new Uint8Array(credential.response.clientDataJSON)),
    attestationObject: base64urlOf(new Uint8Array(credential.response.attestationObject)),
  };
}

export type PasskeyAssertion = { credentialId: string; authenticatorData: Uint8Array; clientDataJson: Uint8Array; signature: Uint8Array; userHandle: Uint8Array | undefined };

/** One assertion over `challenge`, user verification required. Without ids, the person picks a passkey. */
export async function assertPasskey(challenge: Uint8Array<ArrayBuffer>, credentialIds: readonly string[] = []): Promise<PasskeyAssertion> {
  const credential = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        challenge,
        rpId: window.location.hostname,
        allowCredentials: credentialIds.map((id) => ({ type: "public-key", id: bytesOfBase64url(id) })),
        userVerification: "required",
        timeout: CEREMONY_TIMEOUT_MS,
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential) || !(credential.response instanceof AuthenticatorAssertionResponse)) throw new MalformedKeyMaterial("passkey assertion");
  const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
  return {
    credentialId: credential.id,
    authenticatorData: new Uint8Array(authenticatorData),
    clientDataJson: new Uint8Array(clientDataJSON),
    signature: new Uint8Array(signature),
    userHandle: userHandle ? new Uint8Array(userHandle) : undefined,
  };
}

/** A registered passkey as signer: the challenge of each assertion is the struct's EIP-712 digest. */
export function passkeySigner(passkey: { credentialId: string; signerBytes: Hex }): Signer {
  return {
    kind: "FULL",
    signerBytes: passkey.signerBytes,
    demo: false,
    signTypedData: async (typedData) => {
      const assertion = await assertPasskey(hexToBuffer(hashTypedData(typedData)), [passkey.credentialId]);
      return encodeAssertion({
        signature: parseDerSignature(assertion.signature),
        authenticatorData: assertion.authenticatorData,
        clientDataJson: new TextDecoder().decode(assertion.clientDataJson),
      });
    },
  };
}
