import type { EntityManager } from "typeorm";
import { z } from "zod";

const lifeSeconds = 300;

export type ChallengeKind = "OIDC" | "PASSKEY" | "ETHEREUM";

/** A one-use secret bound to the browser before sign-in [S3]. */
export async function keepChallenge(
  manager: EntityManager,
  challenge: { id: string; kind: ChallengeKind; boundTo: string; secret: Readonly<Record<string, string>> },
): Promise<void> {
  await manager.query(`INSERT INTO sign_in_challenges (id, kind, bound_to, secret) VALUES ($1, $2, $3, $4)`, [
    challenge.id,
    challenge.kind,
    challenge.boundTo,
    JSON.stringify(challenge.secret),
  ]);
}

/**
 * Deletes it and gives it, in one statement and before anything is verified: of two uses at once, one finds it.
 * @returns undefined when it is unknown, used, older than five minutes, or another browser's
 */
export async function takeChallenge(
  manager: EntityManager,
  wanted: { id: string; kind: ChallengeKind; boundTo: string },
): Promise<Readonly<Record<string, string>> | undefined> {
  const result: unknown = await manager.query(
    `DELETE FROM sign_in_challenges WHERE id = $1 AND kind = $2 AND bound_to = $3
     RETURNING secret, created_at > now() - make_interval(secs => $4) AS is_fresh`,
    [wanted.id, wanted.kind, wanted.boundTo, lifeSeconds],
  );
  const [rows] = z
    .tuple([z.array(z.object({ secret: z.record(z.string(), z.string()), is_fresh: z.boolean() })), z.number()])
    .parse(result);
  const [row] = rows;
  return row?.is_fresh === true ? row.secret : undefined;
}

/** What nobody came back for. */
export async function forgetOldChallenges(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM sign_in_challenges WHERE created_at < now() - make_interval(secs => $1)`, [lifeSeconds]);
}
