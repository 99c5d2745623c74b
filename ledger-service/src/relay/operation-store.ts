import type { EntityManager } from "typeorm";
import { z } from "zod";
import { jsonText } from "../kernel/canonical-json.ts";
import type { Problem } from "../kernel/problem.ts";
import { toTagged } from "../kernel/tagged-json.ts";
import { problemSchema } from "../platform/http/problem.schemas.ts";
import { operationStatuses, type OperationView } from "./operation.schemas.ts";

const rowSchema = z.object({
  id: z.string(),
  act: z.string(),
  item: z.unknown(),
  owner_person_id: z.string().nullable(),
  status: z.enum(operationStatuses),
  transaction_id: z.string().nullable(),
  problem: problemSchema.nullable(),
  result_ids: z.record(z.string(), z.string()).nullable(),
  accepted_at: z.date(),
  settled_at: z.date().nullable(),
});

export type OperationRow = z.output<typeof rowSchema>;

const columns = `id, act, item, owner_person_id, status, transaction_id, problem, result_ids, accepted_at, settled_at`;

export interface NewOperation {
  readonly id: string;
  readonly act: string;
  readonly groupKey: string;
  readonly item: unknown;
  readonly ownerPersonId: string | undefined;
  readonly factId: string | undefined;
  readonly resultIds: Readonly<Record<string, string>> | undefined;
}

/** @returns undefined when the same fact already has an operation that has not failed */
export async function insertOperation(manager: EntityManager, operation: NewOperation): Promise<OperationRow | undefined> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO operations (id, act, group_key, item, owner_person_id, fact_id, status, result_ids)
     VALUES ($1, $2, $3, $4, $5, $6, 'accepted', $7)
     ON CONFLICT (fact_id) WHERE fact_id IS NOT NULL AND status <> 'failed' DO NOTHING
     RETURNING ${columns}`,
    [
      operation.id,
      operation.act,
      operation.groupKey,
      JSON.stringify(toTagged(operation.item)),
      operation.ownerPersonId ?? null,
      operation.factId ?? null,
      operation.resultIds === undefined ? null : JSON.stringify(operation.resultIds),
    ],
  );
  return rows.length === 0 ? undefined : rowSchema.parse(rows[0]);
}

export async function operationOfFact(manager: EntityManager, factId: string): Promise<OperationRow | undefined> {
  const rows: unknown[] = await manager.query(
    `SELECT ${columns} FROM operations WHERE fact_id = $1 AND status <> 'failed'`,
    [factId],
  );
  return rows.length === 0 ? undefined : rowSchema.parse(rows[0]);
}

export async function operationsById(manager: EntityManager, ids: readonly string[]): Promise<OperationRow[]> {
  const rows: unknown[] = await manager.query(`SELECT ${columns} FROM operations WHERE id = ANY ($1::uuid[])`, [ids]);
  return rows.map((row) => rowSchema.parse(row));
}

export async function operationsOfTransaction(manager: EntityManager, transactionId: string): Promise<OperationRow[]> {
  const rows: unknown[] = await manager.query(
    `SELECT ${columns} FROM operations WHERE transaction_id = $1 ORDER BY sequence`,
    [transactionId],
  );
  return rows.map((row) => rowSchema.parse(row));
}

/** The oldest waiting operation and those of its act and group behind it, locked, in order. */
export async function lockNextBatch(manager: EntityManager, batchLimitOf: (act: string) => number): Promise<OperationRow[]> {
  const heads: unknown[] = await manager.query(
    `SELECT act, group_key, travels_alone, id FROM operations WHERE status = 'accepted'
     ORDER BY sequence LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  if (heads.length === 0) return [];
  const head = z
    .object({ act: z.string(), group_key: z.string(), travels_alone: z.boolean(), id: z.string() })
    .parse(heads[0]);
  const rows: unknown[] = head.travels_alone
    ? await manager.query(`SELECT ${columns} FROM operations WHERE id = $1`, [head.id])
    : await manager.query(
        `SELECT ${columns} FROM operations
         WHERE status = 'accepted' AND act = $1 AND group_key = $2 AND NOT travels_alone
         ORDER BY sequence LIMIT $3 FOR UPDATE SKIP LOCKED`,
        [head.act, head.group_key, batchLimitOf(head.act)],
      );
  return rows.map((row) => rowSchema.parse(row));
}

export async function markSent(manager: EntityManager, ids: readonly string[], transactionId: string): Promise<void> {
  await manager.query(`UPDATE operations SET status = 'sent', transaction_id = $2 WHERE id = ANY ($1::uuid[])`, [ids, transactionId]);
}

/** The index may be ahead of the receipt: a status never goes back. */
export async function markMined(manager: EntityManager, transactionId: string): Promise<OperationRow[]> {
  const rows: unknown[] = await manager.query(
    `UPDATE operations SET status = 'mined' WHERE transaction_id = $1 AND status = 'sent' RETURNING ${columns}`,
    [transactionId],
  );
  return returned(rows);
}

export async function markIndexed(
  manager: EntityManager,
  id: string,
  resultIds: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  await manager.query(
    `UPDATE operations SET status = 'indexed', settled_at = now(), problem = NULL,
       result_ids = CASE WHEN $2::jsonb IS NULL THEN result_ids ELSE coalesce(result_ids, '{}'::jsonb) || $2::jsonb END
     WHERE id = $1`,
    [id, resultIds === undefined ? null : JSON.stringify(resultIds)],
  );
}

export async function markFailed(manager: EntityManager, id: string, problem: Problem): Promise<void> {
  await manager.query(`UPDATE operations SET status = 'failed', settled_at = now(), problem = $2 WHERE id = $1`, [
    id,
    jsonText(problem.toDocument()),
  ]);
}

/** Waits again, by itself: its batch was refused though perhaps not because of it. */
export async function sendAlone(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query(
    `UPDATE operations SET status = 'accepted', travels_alone = true, transaction_id = NULL
     WHERE id = ANY ($1::uuid[]) AND status IN ('sent', 'mined')`,
    [ids],
  );
}

export function viewOf(row: OperationRow): OperationView {
  return {
    id: row.id,
    act: row.act,
    status: row.status,
    ...(row.problem === null ? {} : { problem: row.problem }),
    ...(row.result_ids === null ? {} : { resultIds: row.result_ids }),
    acceptedAt: row.accepted_at.toISOString(),
    ...(row.status === "indexed" && row.settled_at !== null ? { indexedAt: row.settled_at.toISOString() } : {}),
  };
}

/** The driver answers an UPDATE … RETURNING with [rows, count]. */
function returned(result: unknown[]): OperationRow[] {
  const [rows] = z.tuple([z.array(z.unknown()), z.number()]).parse(result);
  return rows.map((row) => rowSchema.parse(row));
}
