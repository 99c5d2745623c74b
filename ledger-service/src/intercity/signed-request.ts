import { createHash, timingSafeEqual } from "node:crypto";
import { compactVerify, decodeProtectedHeader, importJWK } from "jose";
import { z } from "zod";
import type { CitySigner } from "../platform/keys/signer.ts";
import type { CityDirectories } from "./city-directories.ts";
import { intercityProblems } from "./intercity.problems.ts";

/** A signature is good for this long; clocks may differ by as much again. */
const lifeSeconds = 60;
const clockSkewSeconds = 30;

const claimsSchema = z.object({
  iss: z.number().int(),
  aud: z.number().int(),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().min(16).max(64),
  name: z.string().max(100),
  bodySha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type IntercityClaims = z.output<typeof claimsSchema>;

export const signatureHeader = "x-maille-signature";

export type MessageDirection = "request" | "answer";

/** Signs one message to one city: who, to whom, until when, which, over which bytes. */
export function signMessage(
  signer: CitySigner,
  direction: MessageDirection,
  message: { from: number; to: number; jti: string; name: string; body: string },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims: IntercityClaims = {
    iss: message.from,
    aud: message.to,
    iat: now,
    exp: now + lifeSeconds,
    jti: message.jti,
    name: message.name,
    bodySha256: hashOf(message.body),
  };
  return signer.signJws({ typ: `maille-${direction}+jws` }, Buffer.from(JSON.stringify(claims)));
}

/**
 * @returns the claims, once all of them are what this city expects
 * @throws Problem `city-signature-refused`
 */
export async function verifyMessage(
  directories: CityDirectories,
  direction: MessageDirection,
  jws: string,
  expected: { to: number; name: string; body: string; from?: number; jti?: string },
): Promise<IntercityClaims> {
  const claims = claimsSchema.safeParse(unverifiedPayload(jws));
  if (!claims.success) throw intercityProblems.of("city-signature-refused");
  const { data } = claims;
  const now = Math.floor(Date.now() / 1000);
  const isExpected =
    data.aud === expected.to &&
    data.name === expected.name &&
    (expected.from === undefined || data.iss === expected.from) &&
    (expected.jti === undefined || data.jti === expected.jti) &&
    data.exp > now - clockSkewSeconds &&
    data.iat < now + clockSkewSeconds &&
    data.exp - data.iat <= lifeSeconds &&
    isSameHash(data.bodySha256, hashOf(expected.body));
  if (!isExpected) throw intercityProblems.of("city-signature-refused");
  await verifySignature(directories, direction, jws, data.iss);
  return data;
}

async function verifySignature(directories: CityDirectories, direction: MessageDirection, jws: string, from: number): Promise<void> {
  const header = headerOf(jws);
  if (header?.alg !== "ES256" || header.typ !== `maille-${direction}+jws` || typeof header.kid !== "string") {
    throw intercityProblems.of("city-signature-refused");
  }
  const key = await directories.keyOf(from, header.kid);
  try {
    await compactVerify(jws, await importJWK({ ...key }, "ES256"), { algorithms: ["ES256"] });
  } catch {
    throw intercityProblems.of("city-signature-refused");
  }
}

function headerOf(jws: string) {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return undefined;
  }
}

/** Read to know which key to ask for; trusted only after the signature is verified. */
function unverifiedPayload(jws: string): unknown {
  const [, payload = ""] = jws.split(".");
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

function hashOf(body: string): string {
  return createHash("sha256").update(body, "utf8").digest("hex");
}

function isSameHash(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
