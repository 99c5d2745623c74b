import { canonicalHash } from "../kernel/canonical-json.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import type { Logger } from "../platform/logging/logger.ts";
import { appendEvents, readCursor, readEvents, recordIncident, writeCursor, type Cursor, type FetchedEvent } from "./event-store.ts";
import { fetchEvents } from "./fetch-events.ts";
import { blockRangeMax, type IndexParts, type ParentHashBreakError } from "./index-next-blocks.ts";
import type { ChainEvent } from "./projection.ts";
import { replayInto } from "./rebuild-read-models.ts";

/**
 * The embedded node, killed, seals its logged blocks again: same transactions and times, other hashes. Compares every
 * event with the chain as it is now. Equal: the events are kept anew with their blocks' hashes, and the index goes on
 * from there. Otherwise the chain is the truth (D2): the read models are made anew too. Never on a network with
 * validators, where a break is an incident for people.
 */
export async function recoverEmbeddedChain(parts: IndexParts, logger: Logger, incident: ParentHashBreakError): Promise<void> {
  const head = await parts.chain.client.getBlockNumber({ cacheTime: 0 });
  const fetched = await fetchAll(parts, head);
  const headBlock = await parts.chain.client.getBlock({ blockNumber: head });
  await inTransaction(parts.database, async ({ manager }) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('maille-index'))`);
    await manager.query(`SET LOCAL statement_timeout = 0`);
    const cursor = await readCursor(manager);
    if (cursor === undefined) return;
    const reachable = cursor.blockNumber < head ? cursor.blockNumber : head;
    const known = fetched.filter((event) => event.blockNumber <= reachable);
    const isSame = cursor.blockNumber <= head && digestOf(known) === digestOf(await storedEvents(manager));
    await recordIncident(manager, { ...incident, kind: "PARENT_HASH", resolution: isSame ? "SAME_EVENTS" : "REBUILT" });
    logger.error({ resolution: isSame ? "SAME_EVENTS" : "REBUILT" }, "the embedded chain has other block hashes");
    await manager.query(`TRUNCATE chain_events`);
    if (isSame) {
      const block = await parts.chain.client.getBlock({ blockNumber: cursor.blockNumber });
      await writeCursor(manager, { ...cursor, blockHash: block.hash }, await appendEvents(manager, parts.chain.genesisHash, known));
      return;
    }
    const end = await appendEvents(manager, parts.chain.genesisHash, fetched);
    await replayInto(manager, parts.projections);
    const next: Cursor = { blockNumber: head, blockHash: headBlock.hash, blockTimestamp: new Date(Number(headBlock.timestamp) * 1000) };
    await writeCursor(manager, next, end);
  });
}

async function fetchAll(parts: IndexParts, head: bigint): Promise<FetchedEvent[]> {
  const fetched: FetchedEvent[] = [];
  for (let fromBlock = parts.chain.deploymentBlock; fromBlock <= head; fromBlock += blockRangeMax) {
    const lastOfRange = fromBlock + blockRangeMax - 1n;
    fetched.push(...(await fetchEvents(parts.chain, parts.decode, fromBlock, lastOfRange < head ? lastOfRange : head)));
  }
  return fetched;
}

async function storedEvents(manager: Parameters<typeof readEvents>[0]): Promise<ChainEvent[]> {
  const events: ChainEvent[] = [];
  for (;;) {
    const step = await readEvents(manager, events.at(-1)?.id ?? "", 1_000);
    if (step.length === 0) return events;
    events.push(...step);
  }
}

/** Of what the events say and where they are, not of their blocks' hashes. */
function digestOf(events: readonly ChainEvent[]): string {
  return canonicalHash(
    events.map(({ id, transactionHash, blockTimestamp, contract, name, args }) => ({ id, transactionHash, blockTimestamp, contract, name, args })),
  );
}
