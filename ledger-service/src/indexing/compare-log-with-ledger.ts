import { eventLeaf } from "maille-verify/event-leaf";
import type { EntityManager } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import type { Chain } from "../platform/chain/chain.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import type { BrokenEvent } from "./check-event-log.ts";
import { eventId } from "./event-id.ts";
import { fetchEvents } from "./fetch-events.ts";
import { blockRangeMax } from "./index-next-blocks.ts";

const storedRowSchema = z.object({
  id: z.string(),
  leaf: z.custom<Hex>((value) => typeof value === "string"),
  block_timestamp: z.date(),
});

/**
 * Asks the node for every log up to a block again, range by range, and compares leaf and time with the kept ones: finds
 * what a log that was rewritten from its first event on cannot hide.
 * @returns the first event that differs; nothing from a node that has not come so far itself
 */
export async function compareLogWithLedger(
  manager: EntityManager,
  chain: Chain,
  decode: DecodeLog,
  upToBlock: bigint,
): Promise<BrokenEvent | undefined> {
  if ((await chain.client.getBlockNumber({ cacheTime: 0 })) < upToBlock) return undefined;
  for (let fromBlock = chain.deploymentBlock; fromBlock <= upToBlock; fromBlock += blockRangeMax) {
    const lastOfRange = fromBlock + blockRangeMax - 1n;
    const toBlock = lastOfRange < upToBlock ? lastOfRange : upToBlock;
    const onLedger = new Map(
      (await fetchEvents(chain, decode, fromBlock, toBlock)).map((event) => [event.id, wordsOf(eventLeaf(event), event.blockTimestamp)]),
    );
    const rows: unknown[] = await manager.query(
      `SELECT id, leaf, block_timestamp FROM chain_events WHERE id >= $1 AND id < $2 ORDER BY id`,
      [eventId(fromBlock, 0, 0), eventId(toBlock + 1n, 0, 0)],
    );
    const stored = new Map(
      rows.map((row) => storedRowSchema.parse(row)).map((row) => [row.id, wordsOf(row.leaf, row.block_timestamp)]),
    );
    const different = [...new Set([...onLedger.keys(), ...stored.keys()])].sort().find((id) => onLedger.get(id) !== stored.get(id));
    if (different !== undefined) return differenceAt(different, onLedger.get(different), stored.get(different));
  }
  return undefined;
}

function wordsOf(leaf: Hex, at: Date): string {
  return `${leaf} ${at.toISOString()}`;
}

function differenceAt(id: string, onLedger: string | undefined, stored: string | undefined): BrokenEvent {
  const blockNumber = BigInt(id.split("/")[0] ?? "0");
  return { eventId: id, blockNumber, link: "LEDGER", expected: onLedger ?? "none", found: stored ?? "none" };
}
