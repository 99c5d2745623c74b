import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cose, decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";
import type { EntityManager } from "typeorm";
import { concatHex, sha256, stringToBytes, type Address, type Hex } from "viem";
import type { z } from "zod";
import { bytesOfHex, hexOfBytes } from "../../kernel/hex.ts";
import { randomToken } from "../../kernel/random-id.ts";
import { accountsProblems } from "./accounts.problems.ts";
import type { passkeyResponse } from "./accounts.schemas.ts";
import { passkeyChallengeEntity } from "./passkey-challenge.entity.ts";
import type { VerifiedPasskey } from "./signer-records.ts";

const CHALLENGE_LIFE_MS = 5 * 60_000;
const ES256 = -7;

/** The relying party: the exact host of this city's portal [W2]. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
  readonly name: string;
}

export interface Passkeys {
  /** Options for the browser. The same challenge is given again while it lives, so that a retry is one creation. */
  creationOptions(manager: EntityManager, person: { personId: string; displayName: string }, known: readonly VerifiedPasskey[]): Promise<Record<string, unknown>>;
  /**
   * Checks what the browser made: challenge, origin, relying party, user verification, ES256.
   * @returns the key as ERC-7913 bytes: verifier ‖ qx ‖ qy ‖ SHA-256(relying party)
   * @throws Problem `passkey-refused`
   */
  verifyCreation(manager: EntityManager, personId: string, response: z.output<typeof passkeyResponse>): Promise<VerifiedPasskey>;
}

export function createPasskeys(relyingParty: RelyingParty, cityPasskeyVerifier: Address): Passkeys {
  return {
    creationOptions: async (manager, person, known) => {
      const challenge = await challengeOf(manager, person.personId);
      const options = await generateRegistrationOptions({
        rpName: relyingParty.name,
        rpID: relyingParty.id,
        userName: person.displayName,
        userDisplayName: person.displayName,
        // One person, one handle: an authenticator replaces its passkey rather than keeping two [W16].
        userID: Uint8Array.from(bytesOfHex(sha256(stringToBytes(person.personId)))),
        challenge: Uint8Array.from(Buffer.from(challenge, "base64url")),
        attestationType: "none",
        excludeCredentials: known.map((passkey) => ({ id: passkey.credentialId, transports: [...passkey.transports] })),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        supportedAlgorithmIDs: [ES256],
      });
      return { ...options };
    },
    verifyCreation: async (manager, personId, response) => {
      const row = await manager.getRepository(passkeyChallengeEntity).findOneBy({ personId });
      if (row === null || row.expiresAt.getTime() <= Date.now()) throw accountsProblems.of("passkey-refused");
      const credential = await verified(relyingParty, row.challenge, response);
      await manager.getRepository(passkeyChallengeEntity).delete({ personId });
      return {
        credentialId: credential.id,
        signer: concatHex([cityPasskeyVerifier, p256Point(credential.publicKey), sha256(stringToBytes(relyingParty.id))]),
        transports: credential.transports ?? [],
      };
    },
  };
}

async function challengeOf(manager: EntityManager, personId: string): Promise<string> {
  const challenges = manager.getRepository(passkeyChallengeEntity);
  const row = await challenges.findOneBy({ personId });
  const now = Date.now();
  if (row !== null && row.expiresAt.getTime() > now) return row.challenge;
  const challenge = randomToken();
  await challenges.upsert({ personId, challenge, expiresAt: new Date(now + CHALLENGE_LIFE_MS) }, ["personId"]);
  return challenge;
}

async function verified(relyingParty: RelyingParty, challenge: string, response: z.output<typeof passkeyResponse>) {
  const answer = await verifyRegistrationResponse({
    // The library reads these as lists of known words; it ignores the ones it does not know.
    response: { ...response, response: { ...response.response, transports: undefined }, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: relyingParty.origin,
    expectedRPID: relyingParty.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [ES256],
  }).catch(() => {
    // The library's reason may quote what the browser sent; the person is told what to do.
    throw accountsProblems.of("passkey-refused");
  });
  if (!answer.verified) throw accountsProblems.of("passkey-refused");
  const { credential } = answer.registrationInfo;
  return { id: credential.id, publicKey: credential.publicKey, transports: response.response.transports };
}

/** qx ‖ qy of a COSE key on P-256. */
function p256Point(cosePublicKey: Uint8Array): Hex {
  const key = decodeCredentialPublicKey(Uint8Array.from(cosePublicKey));
  if (!cose.isCOSEPublicKeyEC2(key)) throw accountsProblems.of("passkey-refused");
  const x = key.get(cose.COSEKEYS.x);
  const y = key.get(cose.COSEKEYS.y);
  if (x?.length !== 32 || y?.length !== 32) throw accountsProblems.of("passkey-refused");
  return concatHex([hexOfBytes(x), hexOfBytes(y)]);
}
