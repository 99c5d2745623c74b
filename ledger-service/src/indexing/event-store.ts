import { eventLeaf, type LedgerLog } from "maille-verify/event-leaf";
import type { EntityManager } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import { recordFromTagged, toTagged } from "../kernel/tagged-json.ts";
import { contractNames } from "../platform/chain/contract-abis.ts";
import { logStart, nextLogEnd, type LogEnd } from "./event-chain.ts";
import type { ChainEvent } from "./projection.ts";

/** An event with its log and the hash of its block, as they were when it was fetched. */
export interface FetchedEvent extends ChainEvent, LedgerLog {}

export interface Cursor {
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly blockTimestamp: Date;
}

const hashSchema = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));

const eventRowSchema = z.object({
  id: z.string(),
  block_number: z.string().transform(BigInt),
  block_timestamp: z.date(),
  transaction_hash: hashSchema,
  log_index: z.number(),
  contract: z.enum(contractNames),
  name: z.string(),
  args: z.unknown(),
});

const cursorRowSchema = z.object({
  block_number: z.string().transform(BigInt),
  block_hash: hashSchema,
  block_timestamp: z.date(),
});

/**
 * Appends events in the chain's order, each with its leaf and the head of the chain of hashes up to it.
 * @returns where the log then stands
 */
export async function appendEvents(manager: EntityManager, genesisHash: Hex, events: readonly FetchedEvent[]): Promise<LogEnd> {
  let end = await readLogEnd(manager, genesisHash);
  const rows = events.map((event) => {
    const leaf = eventLeaf(event);
    end = nextLogEnd(end, leaf);
    return { ...rowOf(event), position: end.position.toString(), leaf, head: end.head };
  });
  if (rows.length === 0) return end;
  await manager.query(
    `INSERT INTO chain_events (id, block_number, block_hash, block_timestamp, transaction_hash, log_index, contract, name, args,
       position, address, topics, data, leaf, head)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id text, block_number bigint, block_hash text,
       block_timestamp timestamptz, transaction_hash text, log_index integer, contract text, name text, args jsonb,
       position bigint, address text, topics text[], data text, leaf text, head text)`,
    [JSON.stringify(rows)],
  );
  return end;
}

function rowOf(event: FetchedEvent) {
  return {
    id: event.id,
    block_number: event.blockNumber.toString(),
    block_hash: event.blockHash,
    block_timestamp: event.blockTimestamp.toISOString(),
    transaction_hash: event.transactionHash,
    log_index: event.logIndex,
    contract: event.contract,
    name: event.name,
    args: toTagged(event.args),
    address: event.address,
    topics: event.topics,
    data: event.data,
  };
}

const logEndRowSchema = z.object({ position: z.string().transform(BigInt), head: hashSchema });

/** Where the log stands by its last row; with `beforeId`, by the last row before that id. */
export async function readLogEnd(manager: EntityManager, genesisHash: Hex, beforeId?: string): Promise<LogEnd> {
  const rows: unknown[] = await manager.query(
    `SELECT position, head FROM chain_events WHERE $1::text IS NULL OR id < $1 ORDER BY id DESC LIMIT 1`,
    [beforeId ?? null],
  );
  return rows.length === 0 ? logStart(genesisHash) : logEndRowSchema.parse(rows[0]);
}

const leafRowSchema = z.object({ id: z.string(), leaf: hashSchema });

/** Leaves of the events with `fromId` ≤ id < `beforeId`, in order. */
export async function readLeaves(manager: EntityManager, fromId: string, beforeId: string): Promise<{ id: string; leaf: Hex }[]> {
  const rows: unknown[] = await manager.query(`SELECT id, leaf FROM chain_events WHERE id >= $1 AND id < $2 ORDER BY id`, [fromId, beforeId]);
  return rows.map((row) => leafRowSchema.parse(row));
}

/** Until the transaction ends the log stays as it is: the index waits. */
export async function lockLogForReading(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock_shared(hashtext('maille-index'))`);
}

/** Events after an id, in the chain's order. */
export async function readEvents(manager: EntityManager, afterId: string, limit: number): Promise<ChainEvent[]> {
  const rows: unknown[] = await manager.query(
    `SELECT id, block_number, block_timestamp, transaction_hash, log_index, contract, name, args
     FROM chain_events WHERE id > $1 ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
  return rows.map(eventOf);
}

export async function readCursor(manager: EntityManager): Promise<Cursor | undefined> {
  const rows: unknown[] = await manager.query(`SELECT block_number, block_hash, block_timestamp FROM index_cursor`);
  if (rows.length === 0) return undefined;
  const row = cursorRowSchema.parse(rows[0]);
  return { blockNumber: row.block_number, blockHash: row.block_hash, blockTimestamp: row.block_timestamp };
}

/** `end` is kept with the cursor too, so that events missing at the end of the log are found. */
export async function writeCursor(manager: EntityManager, cursor: Cursor, end: LogEnd): Promise<void> {
  await manager.query(
    `INSERT INTO index_cursor (block_number, block_hash, block_timestamp, log_position, log_head) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (is_only) DO UPDATE
     SET block_number = $1, block_hash = $2, block_timestamp = $3, log_position = $4, log_head = $5, updated_at = now()`,
    [cursor.blockNumber.toString(), cursor.blockHash, cursor.blockTimestamp, end.position.toString(), end.head],
  );
}

const keptEndRowSchema = z.object({ log_position: z.string().transform(BigInt), log_head: hashSchema });

/** Where the log stands by the cursor; undefined before anything is indexed. */
export async function readKeptLogEnd(manager: EntityManager): Promise<LogEnd | undefined> {
  const rows: unknown[] = await manager.query(`SELECT log_position, log_head FROM index_cursor WHERE log_head IS NOT NULL`);
  if (rows.length === 0) return undefined;
  const row = keptEndRowSchema.parse(rows[0]);
  return { position: row.log_position, head: row.log_head };
}

export async function recordIncident(
  manager: EntityManager,
  incident: { kind: string; blockNumber: bigint; expectedHash: string; foundHash: string; resolution: string; eventId?: string },
): Promise<void> {
  const { kind, blockNumber, expectedHash, foundHash, resolution, eventId } = incident;
  await manager.query(
    `INSERT INTO index_incidents (kind, block_number, expected_hash, found_hash, resolution, event_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [kind, blockNumber.toString(), expectedHash, foundHash, resolution, eventId ?? null],
  );
}

/** Whether this event was already reported as it is found. */
export async function readIncidentOf(manager: EntityManager, eventId: string, foundHash: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(`SELECT 1 FROM index_incidents WHERE event_id = $1 AND found_hash = $2 LIMIT 1`, [
    eventId,
    foundHash,
  ]);
  return rows.length > 0;
}

function eventOf(row: unknown): ChainEvent {
  const parsed = eventRowSchema.parse(row);
  return {
    id: parsed.id,
    blockNumber: parsed.block_number,
    blockTimestamp: parsed.block_timestamp,
    transactionHash: parsed.transaction_hash,
    logIndex: parsed.log_index,
    contract: parsed.contract,
    name: parsed.name,
    args: recordFromTagged(parsed.args),
  };
}
