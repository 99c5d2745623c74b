import { generateAuthenticationOptions, type AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { DataSource } from "typeorm";
import { z } from "zod";
import { randomBytes32, randomUUID } from "../kernel/random-id.ts";
import { bytesOfHex } from "../kernel/hex.ts";
import type { Chain } from "../platform/chain/chain.ts";
import { SignerKind } from "../platform/chain/generated/enums.ts";
import { defineRoute, type Route, type RouteLimit } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { keepChallenge, takeChallenge } from "./challenge-store.ts";
import { isAssertionGood, passkeySignature } from "./passkey-assertion.ts";
import { sessionSchema } from "./session.schemas.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import type { SignInAs } from "./sign-in-as.ts";
import { signInProblems } from "./sign-in.problems.ts";
import type { Standings } from "./standing.ts";

export interface PasskeyRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly sessions: Sessions;
  readonly standings: Standings;
  readonly signInAs: SignInAs;
  readonly securityLog: SecurityLog;
  readonly origin: string;
  /** The exact host of this portal [W2]. */
  readonly rpId: string;
  readonly limit: RouteLimit;
}

const base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

const responseSchema = z.object({
  id: base64Url.max(1_400),
  rawId: base64Url.max(1_400),
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64Url.max(4_000),
    authenticatorData: base64Url.max(2_000),
    signature: base64Url.max(400),
    userHandle: base64Url.max(200).optional(),
  }),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

const optionsAnswerSchema = z.object({ options: z.record(z.string(), z.unknown()), challengeId: z.uuid() }).meta({ id: "SignInPasskeyOptions" });
const signInBodySchema = z.object({ challengeId: z.uuid(), response: responseSchema });

export function passkeyRoutes(parts: PasskeyRoutesParts): Route[] {
  return [optionsRoute(parts), signInRoute(parts)];
}

function optionsRoute(parts: PasskeyRoutesParts): Route {
  return defineRoute({
    method: "POST",
    path: "/api/sign-in/passkey/options",
    summary: "What a passkey must sign to sign in here",
    access: "public",
    answer: optionsAnswerSchema,
    limit: parts.limit,
    handle: async ({ request }) => {
      const session = await openSession(parts, request);
      const challenge = randomBytes32();
      const challengeId = randomUUID();
      await keepChallenge(parts.database.manager, { id: challengeId, kind: "PASSKEY", boundTo: session.key, secret: { challenge } });
      const options = await generateAuthenticationOptions({
        rpID: parts.rpId,
        userVerification: "required",
        challenge: Uint8Array.from(bytesOfHex(challenge)),
      });
      return { options: { ...options }, challengeId };
    },
  });
}

function signInRoute(parts: PasskeyRoutesParts): Route {
  return defineRoute({
    method: "POST",
    path: "/api/sign-in/passkey",
    summary: "Signs in with a passkey that this city registered",
    access: "public",
    body: signInBodySchema,
    answer: sessionSchema,
    problems: ["sign-in-refused", "sign-in-expired"],
    limit: parts.limit,
    handle: async ({ request, body }) => {
      const session = await openSession(parts, request);
      try {
        const secret = await takeChallenge(parts.database.manager, { id: body.challengeId, kind: "PASSKEY", boundTo: session.key });
        const challenge = z.custom<`0x${string}`>((value) => typeof value === "string").safeParse(secret?.["challenge"]);
        if (!challenge.success) throw signInProblems.of("sign-in-expired");
        const personId = await personOfPasskey(parts, body.response, challenge.data);
        const { reply } = await parts.signInAs({ previousHash: session.key, personId, method: "PASSKEY", address: request.ip });
        return reply;
      } catch (error) {
        await parts.securityLog.record({ event: "SIGN_IN_REFUSED", address: request.ip, detail: { method: "PASSKEY" } });
        throw error;
      }
    },
  });
}

/** Checked here as WebAuthn says, then by `Accounts`: a key removed on the ledger signs nobody in [W10]. */
async function personOfPasskey(parts: PasskeyRoutesParts, response: z.output<typeof responseSchema>, challenge: `0x${string}`): Promise<string> {
  const passkey = await parts.standings.passkeyOf(response.id);
  if (passkey === undefined) throw signInProblems.of("sign-in-refused");
  const assertion: AuthenticationResponseJSON = { ...response, clientExtensionResults: {} };
  const isGood = await isAssertionGood(assertion, {
    challenge: Buffer.from(bytesOfHex(challenge)).toString("base64url"),
    origin: parts.origin,
    rpId: parts.rpId,
    signer: passkey.signer,
  });
  if (!isGood) throw signInProblems.of("sign-in-refused");
  const signed = { signer: passkey.signer, signature: passkeySignature(assertion) };
  if ((await parts.chain.verifyAccount(passkey.account, challenge, signed)) !== SignerKind.FULL) throw signInProblems.of("sign-in-refused");
  return passkey.personId;
}

async function openSession(parts: PasskeyRoutesParts, request: Parameters<Sessions["open"]>[0]): Promise<OpenSession> {
  const session = await parts.sessions.open(request);
  if (session === undefined) throw signInProblems.of("sign-in-expired");
  return session;
}
