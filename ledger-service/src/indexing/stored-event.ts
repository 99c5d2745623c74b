import type { EntityManager } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import type { ContractName } from "../platform/chain/contract-abis.ts";
import type { EventPlace } from "./projection.ts";

/** Where an event is on the ledger, as it was when it was fetched. */
export interface StoredEvent extends EventPlace {
  readonly blockHash: Hex;
}

const hashSchema = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));

const storedRowSchema = z.object({
  id: z.string(),
  block_number: z.string().transform(BigInt),
  block_hash: hashSchema,
  block_timestamp: z.date(),
  transaction_hash: hashSchema,
  log_index: z.number(),
});

export async function readStoredEvent(manager: EntityManager, id: string): Promise<StoredEvent | undefined> {
  const rows: unknown[] = await manager.query(
    `SELECT id, block_number, block_hash, block_timestamp, transaction_hash, log_index FROM chain_events WHERE id = $1`,
    [id],
  );
  if (rows.length === 0) return undefined;
  const row = storedRowSchema.parse(rows[0]);
  return {
    id: row.id,
    blockNumber: row.block_number,
    blockHash: row.block_hash,
    blockTimestamp: row.block_timestamp,
    transactionHash: row.transaction_hash,
    logIndex: row.log_index,
  };
}

/** Blocks with one of a contract's events, rising, `fromBlock` to `toBlock` included. */
export async function readEventBlocks(
  manager: EntityManager,
  contract: ContractName,
  names: readonly string[],
  fromBlock: bigint,
  toBlock: bigint,
): Promise<bigint[]> {
  const rows: { block_number: string }[] = await manager.query(
    `SELECT DISTINCT block_number FROM chain_events
     WHERE contract = $1 AND name = ANY ($2) AND block_number BETWEEN $3 AND $4 ORDER BY block_number`,
    [contract, [...names], fromBlock.toString(), toBlock.toString()],
  );
  return rows.map((row) => BigInt(row.block_number));
}
