import type { DataSource } from "typeorm";
import type { Chain } from "../platform/chain/chain.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import type { Logger } from "../platform/logging/logger.ts";
import { appendEvents, readCursor, readLogEnd, writeCursor } from "./event-store.ts";
import { fetchEvents } from "./fetch-events.ts";
import { blockRangeMax } from "./index-next-blocks.ts";
import type { Projection } from "./projection.ts";
import { replayInto } from "./rebuild-read-models.ts";

/**
 * After the migration that emptied the log of events, once: takes every event up to the cursor from the ledger again,
 * and makes the read models anew from them, all or nothing. Does nothing where there are events, or nothing indexed.
 */
export async function refillEventLog(parts: {
  database: DataSource;
  chain: Chain;
  decode: DecodeLog;
  projections: readonly Projection[];
  logger: Logger;
}): Promise<void> {
  const { chain } = parts;
  await inTransaction(parts.database, async ({ manager }) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('maille-index'))`);
    await manager.query(`SET LOCAL statement_timeout = 0`);
    await manager.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
    const cursor = await readCursor(manager);
    let end = await readLogEnd(manager, chain.genesisHash);
    if (cursor === undefined || end.position > 0n) return;
    for (let fromBlock = chain.deploymentBlock; fromBlock <= cursor.blockNumber; fromBlock += blockRangeMax) {
      const lastOfRange = fromBlock + blockRangeMax - 1n;
      const toBlock = lastOfRange < cursor.blockNumber ? lastOfRange : cursor.blockNumber;
      end = await appendEvents(manager, chain.genesisHash, await fetchEvents(chain, parts.decode, fromBlock, toBlock));
    }
    await replayInto(manager, parts.projections);
    await writeCursor(manager, cursor, end);
    parts.logger.info({ events: Number(end.position) }, "the log of events was taken from the ledger again");
  });
}
