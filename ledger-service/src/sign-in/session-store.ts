import { createHash, createHmac } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import { roleKinds, signInMethods, type RoleKind, type SignInMethod } from "../kernel/caller.ts";
import { randomToken } from "../kernel/random-id.ts";

/** Limits of a session's life [S5]. A session that nobody signed in lives as long as a sign-in may take. */
export const residentIdleMs = 30 * 60_000;
export const staffIdleMs = 15 * 60_000;
const absoluteMs = 12 * 3_600_000;
const unsignedIdleMs = 30 * 60_000;

const rowSchema = z.object({
  person_id: z.string().nullable(),
  sign_in_method: z.enum(signInMethods).nullable(),
  ledger_account: z.custom<Address>((value) => typeof value === "string").nullable(),
  acting_for: z.custom<Address>((value) => typeof value === "string").nullable(),
  acting_kind: z.enum(roleKinds).nullable(),
  signed_in_at: z.date().nullable(),
  last_seen_at: z.date(),
  absolute_ends_at: z.date(),
});

export type SessionRow = z.output<typeof rowSchema>;

/** Only the hash of a session's id is kept: the database opens no session. */
export function sessionHash(sessionId: string): string {
  return createHash("sha256").update(`maille-session\u0000${sessionId}`).digest("hex");
}

/** Known to whoever holds the cookie's page, derived from the id, kept nowhere [S7]. */
export function csrfTokenOf(sessionId: string): string {
  return createHmac("sha256", sessionId).update("csrf").digest("base64url");
}

/** @returns the id, which only the cookie will hold */
export async function openUnsignedSession(manager: EntityManager): Promise<string> {
  const sessionId = randomToken(32);
  await manager.query(`INSERT INTO sessions (id_hash, absolute_ends_at) VALUES ($1, now() + make_interval(secs => $2))`, [
    sessionHash(sessionId),
    absoluteMs / 1000,
  ]);
  return sessionId;
}

/** A new id at sign-in; the one from before ends with its challenges [S5]. */
export async function openSignedSession(
  manager: EntityManager,
  signIn: { previousHash: string | undefined; personId: string; method: SignInMethod; ledgerAccount?: Address },
): Promise<string> {
  if (signIn.previousHash !== undefined) await manager.query(`DELETE FROM sessions WHERE id_hash = $1`, [signIn.previousHash]);
  const sessionId = randomToken(32);
  await manager.query(
    `INSERT INTO sessions (id_hash, person_id, sign_in_method, ledger_account, signed_in_at, absolute_ends_at)
     VALUES ($1, $2, $3, $4, now(), now() + make_interval(secs => $5))`,
    [sessionHash(sessionId), signIn.personId, signIn.method, signIn.ledgerAccount ?? null, absoluteMs / 1000],
  );
  return sessionId;
}

/** @returns undefined past its absolute end, or idle for longer than any role allows */
export async function readSession(manager: EntityManager, hash: string): Promise<SessionRow | undefined> {
  const rows: unknown[] = await manager.query(
    `SELECT person_id, sign_in_method, ledger_account, acting_for, acting_kind, signed_in_at, last_seen_at, absolute_ends_at
     FROM sessions WHERE id_hash = $1 AND absolute_ends_at > now() AND last_seen_at > now() - make_interval(secs => $2)`,
    [hash, Math.max(residentIdleMs, unsignedIdleMs) / 1000],
  );
  return rows.length === 0 ? undefined : rowSchema.parse(rows[0]);
}

export async function touchSession(manager: EntityManager, hash: string): Promise<void> {
  // A write a minute is enough for limits of a quarter of an hour.
  await manager.query(`UPDATE sessions SET last_seen_at = now() WHERE id_hash = $1 AND last_seen_at < now() - interval '1 minute'`, [hash]);
}

export async function setActingFor(
  manager: EntityManager,
  hash: string,
  acting: { institution: Address; kind: RoleKind } | undefined,
): Promise<void> {
  await manager.query(`UPDATE sessions SET acting_for = $2, acting_kind = $3 WHERE id_hash = $1`, [
    hash,
    acting?.institution ?? null,
    acting?.kind ?? null,
  ]);
}

export async function endSession(manager: EntityManager, hash: string): Promise<void> {
  await manager.query(`DELETE FROM sessions WHERE id_hash = $1`, [hash]);
}

export async function forgetEndedSessions(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM sessions WHERE absolute_ends_at <= now() OR last_seen_at <= now() - make_interval(secs => $1)`, [
    Math.max(residentIdleMs, unsignedIdleMs) / 1000,
  ]);
}
