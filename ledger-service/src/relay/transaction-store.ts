import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";

const hexSchema = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));

const waitingSchema = z.object({
  id: z.string(),
  lane: hexSchema,
  nonce: z.string().transform(Number),
  act: z.string(),
  status: z.enum(["SIGNED", "SENT", "MINED", "REVERTED", "SUPERSEDED"]),
  last_sent_at: z.date().nullable(),
  send_count: z.number(),
  hashes: z.array(hexSchema),
  raw: hexSchema,
});

/** A signed transaction with every hash it ever had; the newest raw form is what is sent. */
export type LaneTransaction = z.output<typeof waitingSchema>;

const select = `
  SELECT t.id, t.lane, t.nonce, t.act, t.status, t.last_sent_at, t.send_count,
    (SELECT array_agg(h.hash ORDER BY h.created_at) FROM relay_transaction_hashes h WHERE h.transaction_id = t.id) AS hashes,
    (SELECT h.raw FROM relay_transaction_hashes h WHERE h.transaction_id = t.id ORDER BY h.created_at DESC LIMIT 1) AS raw
  FROM relay_transactions t`;

/** Locks the lane's row: one nonce sequence has one writer, whatever runs beside this process. */
export async function lockLane(manager: EntityManager, lane: Address): Promise<number | undefined> {
  const rows: unknown[] = await manager.query(
    `SELECT next_nonce FROM relay_lanes WHERE address = $1 FOR UPDATE SKIP LOCKED`,
    [lane],
  );
  return rows.length === 0 ? undefined : Number(z.object({ next_nonce: z.string() }).parse(rows[0]).next_nonce);
}

export async function openLane(manager: EntityManager, lane: Address, nextNonce: number): Promise<void> {
  await manager.query(`INSERT INTO relay_lanes (address, next_nonce) VALUES ($1, $2) ON CONFLICT (address) DO NOTHING`, [lane, nextNonce]);
}

/** Keeps the signed transaction before anything is sent, and moves the lane's nonce. */
export async function insertTransaction(
  manager: EntityManager,
  signed: { lane: Address; nonce: number; act: string; hash: Hex; raw: Hex },
): Promise<string> {
  const rows: unknown[] = await manager.query(
    `INSERT INTO relay_transactions (lane, nonce, act, status) VALUES ($1, $2, $3, 'SIGNED') RETURNING id`,
    [signed.lane, signed.nonce, signed.act],
  );
  const { id } = z.object({ id: z.string() }).parse(rows[0]);
  await manager.query(`INSERT INTO relay_transaction_hashes (hash, transaction_id, raw) VALUES ($1, $2, $3)`, [signed.hash, id, signed.raw]);
  await manager.query(`UPDATE relay_lanes SET next_nonce = $2 WHERE address = $1`, [signed.lane, signed.nonce + 1]);
  return id;
}

export async function waitingTransactions(manager: EntityManager, limit: number): Promise<LaneTransaction[]> {
  const rows: unknown[] = await manager.query(
    `${select} WHERE t.status IN ('SIGNED', 'SENT') ORDER BY t.lane, t.nonce LIMIT $1`,
    [limit],
  );
  return rows.map((row) => waitingSchema.parse(row));
}

/** Since when the oldest signed transaction waits for its block. */
export async function oldestWaiting(manager: EntityManager): Promise<Date | undefined> {
  const rows: unknown[] = await manager.query(`SELECT min(created_at) AS since FROM relay_transactions WHERE status IN ('SIGNED', 'SENT')`);
  return z.object({ since: z.date().nullable() }).parse(rows[0]).since ?? undefined;
}

export async function transactionOfHash(manager: EntityManager, hash: Hex): Promise<LaneTransaction | undefined> {
  const rows: unknown[] = await manager.query(
    `${select} WHERE t.id = (SELECT transaction_id FROM relay_transaction_hashes WHERE hash = $1)`,
    [hash],
  );
  return rows.length === 0 ? undefined : waitingSchema.parse(rows[0]);
}

/** Mined ones from a nonce on: asked again after a chain has lost blocks. */
export async function minedTransactionsFrom(manager: EntityManager, lane: Address, nonce: number): Promise<LaneTransaction[]> {
  const rows: unknown[] = await manager.query(
    `${select} WHERE t.lane = $1 AND t.nonce >= $2 AND t.status IN ('MINED', 'REVERTED') ORDER BY t.nonce`,
    [lane, nonce],
  );
  return rows.map((row) => waitingSchema.parse(row));
}

export async function recordSending(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE relay_transactions SET status = 'SENT', last_sent_at = now(), send_count = send_count + 1
     WHERE id = $1 AND status IN ('SIGNED', 'SENT')`,
    [id],
  );
}

export async function recordMining(manager: EntityManager, id: string, minedBlock: bigint, status: "MINED" | "REVERTED"): Promise<void> {
  await manager.query(`UPDATE relay_transactions SET status = $3, mined_block = $2 WHERE id = $1`, [id, minedBlock.toString(), status]);
}

/** Another transaction of this lane has the nonce, as after a restored backup: the lane goes on behind the chain's count. */
export async function recordSuperseded(manager: EntityManager, transaction: LaneTransaction, chainNonce: number): Promise<void> {
  await manager.query(`UPDATE relay_transactions SET status = 'SUPERSEDED' WHERE id = $1`, [transaction.id]);
  await manager.query(`UPDATE relay_lanes SET next_nonce = greatest(next_nonce, $2) WHERE address = $1`, [transaction.lane, chainNonce]);
}

export async function recordLoss(manager: EntityManager, id: string): Promise<void> {
  await manager.query(`UPDATE relay_transactions SET status = 'SIGNED', mined_block = NULL, last_sent_at = NULL WHERE id = $1`, [id]);
}
