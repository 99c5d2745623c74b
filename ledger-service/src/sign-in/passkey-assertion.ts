import { verifyAuthenticationResponse, type AuthenticationResponseJSON } from "@simplewebauthn/server";
import { encodeAbiParameters, slice, size, type Hex } from "viem";
import { bytesOfHex, hexOfBytes } from "../kernel/hex.ts";

/** verifier ‖ qx ‖ qy ‖ rpIdHash of a city passkey's ERC-7913 bytes. */
const passkeySignerBytes = 20 + 32 + 32 + 32;

/**
 * Origin, relying party, user verification, type and challenge of an assertion, with the key that the signer bytes
 * hold [W3].
 */
export async function isAssertionGood(
  response: AuthenticationResponseJSON,
  expected: { challenge: string; origin: string; rpId: string; signer: Hex },
): Promise<boolean> {
  if (size(expected.signer) !== passkeySignerBytes) return false;
  try {
    const { verified } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origin,
      expectedRPID: expected.rpId,
      requireUserVerification: true,
      credential: { id: response.id, publicKey: coseKeyOf(expected.signer), counter: 0 },
    });
    return verified;
  } catch {
    // The library throws for each thing that differs; all of them are one refusal.
    return false;
  }
}

/** The same assertion as `CityPasskeyVerifier` takes it: r, s (low), indexes, authenticator and client data. */
export function passkeySignature(response: AuthenticationResponseJSON): Hex {
  const clientData = Buffer.from(response.response.clientDataJSON, "base64url");
  const { r, s } = lowS(Buffer.from(response.response.signature, "base64url"));
  return encodeAbiParameters(
    [{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "uint256" }, { type: "bytes" }, { type: "string" }],
    [
      r,
      s,
      BigInt(clientData.indexOf('"challenge"')),
      BigInt(clientData.indexOf('"type"')),
      hexOfBytes(Buffer.from(response.response.authenticatorData, "base64url")),
      clientData.toString("utf8"),
    ],
  );
}

const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Authenticators give either s; the chain takes the low one [W4]. */
function lowS(der: Buffer): { r: Hex; s: Hex } {
  // SEQUENCE { INTEGER r, INTEGER s }, each shorter than 128 bytes: one length byte.
  const rLength = der.readUInt8(3);
  const r = integerOf(der.subarray(4, 4 + rLength));
  const s = integerOf(der.subarray(6 + rLength));
  return { r: word(r), s: word(s > p256Order / 2n ? p256Order - s : s) };
}

function integerOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

/** An ES256 key in COSE (RFC 9053): a map of five entries, always of this length. */
function coseKeyOf(signer: Hex): Uint8Array<ArrayBuffer> {
  const head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
  return Uint8Array.from([...head, ...bytesOfHex(slice(signer, 20, 52)), 0x22, 0x58, 0x20, ...bytesOfHex(slice(signer, 52, 84))]);
}
