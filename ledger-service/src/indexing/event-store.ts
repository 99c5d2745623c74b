import type { EntityManager } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import { recordFromTagged, toTagged } from "../kernel/tagged-json.ts";
import { contractNames } from "../platform/chain/contract-abis.ts";
import type { ChainEvent } from "./projection.ts";

/** An event with the hash of its block, as it was when it was fetched. */
export interface FetchedEvent extends ChainEvent {
  readonly blockHash: Hex;
}

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

export async function appendEvents(manager: EntityManager, events: readonly FetchedEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    id: event.id,
    block_number: event.blockNumber.toString(),
    block_hash: event.blockHash,
    block_timestamp: event.blockTimestamp.toISOString(),
    transaction_hash: event.transactionHash,
    log_index: event.logIndex,
    contract: event.contract,
    name: event.name,
    args: toTagged(event.args),
  }));
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO chain_events (id, block_number, block_hash, block_timestamp, transaction_hash, log_index, contract, name, args)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id text, block_number bigint, block_hash text,
       block_timestamp timestamptz, transaction_hash text, log_index integer, contract text, name text, args jsonb)`,
    [JSON.stringify(rows)],
  );
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

export async function writeCursor(manager: EntityManager, cursor: Cursor): Promise<void> {
  await manager.query(
    `INSERT INTO index_cursor (block_number, block_hash, block_timestamp) VALUES ($1, $2, $3)
     ON CONFLICT (is_only) DO UPDATE SET block_number = $1, block_hash = $2, block_timestamp = $3, updated_at = now()`,
    [cursor.blockNumber.toString(), cursor.blockHash, cursor.blockTimestamp],
  );
}

export async function recordIncident(
  manager: EntityManager,
  incident: { kind: string; blockNumber: bigint; expectedHash: string; foundHash: string; resolution: string },
): Promise<void> {
  await manager.query(
    `INSERT INTO index_incidents (kind, block_number, expected_hash, found_hash, resolution) VALUES ($1, $2, $3, $4, $5)`,
    [incident.kind, incident.blockNumber.toString(), incident.expectedHash, incident.foundHash, incident.resolution],
  );
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
