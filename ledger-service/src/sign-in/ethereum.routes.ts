import type { DataSource } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import { randomBytes32 } from "../kernel/random-id.ts";
import type { Chain } from "../platform/chain/chain.ts";
import { defineRoute, type Route, type RouteLimit } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { signatureBytes } from "../platform/http/wire-schemas.ts";
import { keepChallenge, takeChallenge } from "./challenge-store.ts";
import { ethereumLifeSeconds, readEthereumMessage, type EthereumExpectation } from "./ethereum-message.ts";
import type { PersonStore } from "./person-store.ts";
import { sessionSchema } from "./session.schemas.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import type { SignInAs } from "./sign-in-as.ts";
import { signInProblems } from "./sign-in.problems.ts";
import type { Standings } from "./standing.ts";
import { verifyEthereumSignature } from "./verify-ethereum-signature.ts";

export interface EthereumRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly sessions: Sessions;
  readonly persons: PersonStore;
  readonly standings: Standings;
  readonly signInAs: SignInAs;
  readonly securityLog: SecurityLog;
  readonly expectation: Omit<EthereumExpectation, "nonce">;
  readonly limit: RouteLimit;
}

export const nonceAnswerSchema = z
  .object({
    nonce: z.string(),
    domain: z.string(),
    uri: z.string(),
    chainId: z.number().int(),
    issuedAt: z.string(),
    expirationTime: z.string(),
  })
  .meta({ id: "EthereumNonce" });

const signInBodySchema = z.object({ message: z.string().max(2_000), signature: signatureBytes });

export function ethereumRoutes(parts: EthereumRoutesParts): Route[] {
  return [nonceRoute(parts), signInRoute(parts)];
}

function nonceRoute(parts: EthereumRoutesParts): Route {
  return defineRoute({
    method: "POST",
    path: "/api/sign-in/ethereum/nonce",
    summary: "What a wallet must sign to sign in here",
    access: "public",
    answer: nonceAnswerSchema,
    limit: parts.limit,
    handle: async ({ request }) => {
      const session = await openSession(parts, request);
      // 256 bits, letters and digits only, as ERC-4361 writes nonces.
      const nonce = randomBytes32().slice(2);
      await keepChallenge(parts.database.manager, { id: nonce, kind: "ETHEREUM", boundTo: session.key, secret: {} });
      const now = Date.now();
      return {
        ...parts.expectation,
        nonce,
        issuedAt: new Date(now).toISOString(),
        expirationTime: new Date(now + ethereumLifeSeconds * 1000).toISOString(),
      };
    },
  });
}

function signInRoute(parts: EthereumRoutesParts): Route {
  return defineRoute({
    method: "POST",
    path: "/api/sign-in/ethereum",
    summary: "Signs in with a wallet that is a full key of an account",
    access: "public",
    body: signInBodySchema,
    answer: sessionSchema,
    problems: ["sign-in-refused", "sign-in-expired", "power-missing"],
    limit: parts.limit,
    handle: async ({ request, body }) => {
      const session = await openSession(parts, request);
      try {
        // Gone before anything is verified: a message that fails, for whatever reason, cannot be tried again [S3].
        const nonce = nonceOf(body.message);
        const taken = await takeChallenge(parts.database.manager, { id: nonce, kind: "ETHEREUM", boundTo: session.key });
        if (taken === undefined) throw signInProblems.of("sign-in-expired");
        const statement = readEthereumMessage(body.message, { ...parts.expectation, nonce }, new Date());
        const account = await verifyEthereumSignature(parts, { text: body.message, address: statement.address, signature: body.signature });
        const who = await personOf(parts, account);
        const { reply } = await parts.signInAs({ previousHash: session.key, method: "ETHEREUM", address: request.ip, ...who });
        return reply;
      } catch (error) {
        await parts.securityLog.record({ event: "SIGN_IN_REFUSED", address: request.ip, detail: { method: "ETHEREUM" } });
        throw error;
      }
    },
  });
}

function nonceOf(message: string): string {
  return /^Nonce: ([0-9a-f]{64})$/m.exec(message)?.[1] ?? "";
}

/** A person of this city's records, or whoever holds a power here on the ledger alone: another city's auditor. */
async function personOf(parts: EthereumRoutesParts, account: Address): Promise<{ personId: string; ledgerAccount?: Address }> {
  const known = await parts.standings.personOfAccount(account);
  if (known !== undefined) return { personId: known };
  const identity = { issuer: `eip155:${parts.chain.chainId}`, subject: account };
  const personId = await parts.persons.signIn(parts.database.manager, identity, "Personne inscrite au registre");
  const standing = await parts.standings.standingOf(personId, account);
  if (standing.roles.length === 0) throw signInProblems.of("power-missing");
  return { personId, ledgerAccount: account };
}

async function openSession(parts: EthereumRoutesParts, request: Parameters<Sessions["open"]>[0]): Promise<OpenSession> {
  const session = await parts.sessions.open(request);
  if (session === undefined) throw signInProblems.of("sign-in-expired");
  return session;
}
