import type { DataSource } from "typeorm";
import { z } from "zod";
import { canonicalHash, jsonText } from "../../kernel/canonical-json.ts";
import { inTransaction, type Transaction } from "../database/transaction.ts";
import type { Job } from "../job.ts";
import { commonProblems } from "./common.problems.ts";

/** Answers are kept this long; afterwards the fact's own id still guards (I10). */
const keptForDays = 90;

export const idempotencyKeySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

export interface StoredAnswer {
  readonly status: number;
  readonly answer: unknown;
  readonly isHit: boolean;
}

const storedRowSchema = z.object({ request_hash: z.string(), status: z.number().nullable(), answer: z.unknown() });

/**
 * Runs an act once per (owner, key). The claim, what the act writes and its answer are one transaction: a second
 * request waits for the first one's commit, then gets the same answer; a failed act leaves nothing behind [Q5].
 * @throws Problem `idempotency-key-reused` for another request under the same key
 */
export async function runOnce(
  database: DataSource,
  claim: { owner: string; key: string; request: unknown },
  act: (transaction: Transaction) => Promise<{ status: number; answer: unknown }>,
): Promise<StoredAnswer> {
  const requestHash = canonicalHash(claim.request);
  return inTransaction(database, async (transaction) => {
    const { manager } = transaction;
    const claimed: unknown[] = await manager.query(
      `INSERT INTO idempotency_keys (owner, key, request_hash) VALUES ($1, $2, $3)
       ON CONFLICT (owner, key) DO NOTHING RETURNING key`,
      [claim.owner, claim.key, requestHash],
    );
    if (claimed.length === 0) {
      const rows: unknown[] = await manager.query(
        `SELECT request_hash, status, answer FROM idempotency_keys WHERE owner = $1 AND key = $2`,
        [claim.owner, claim.key],
      );
      const stored = storedRowSchema.parse(rows[0]);
      if (stored.request_hash !== requestHash) throw commonProblems.of("idempotency-key-reused");
      return { status: stored.status ?? 200, answer: stored.answer, isHit: true };
    }
    const done = await act(transaction);
    await manager.query(`UPDATE idempotency_keys SET status = $3, answer = $4 WHERE owner = $1 AND key = $2`, [
      claim.owner,
      claim.key,
      done.status,
      jsonText(done.answer ?? null),
    ]);
    return { ...done, isHit: false };
  });
}

export function forgetOldAnswersJob(database: DataSource): Job {
  return {
    name: "forget-old-answers",
    everyMs: 3_600_000,
    run: async () => {
      await database.query(`DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(days => $1)`, [keptForDays]);
    },
  };
}
