import type { DataSource, EntityManager } from "typeorm";
import type { Hex } from "viem";
import type { Chain } from "../platform/chain/chain.ts";
import type { ChainEventLog } from "../platform/chain/chain-event-log.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import type { LiveEvent, LiveEvents } from "../platform/http/live-events.ts";
import { appendEvents, readCursor, writeCursor, type Cursor, type FetchedEvent } from "./event-store.ts";
import { fetchEvents } from "./fetch-events.ts";
import { handlerTable, projectEvents } from "./project-events.ts";
import type { Projection, Reaction } from "./projection.ts";

/** Blocks a step takes at most. */
export const blockRangeMax = 500n;

export interface IndexParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly decode: DecodeLog;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  readonly events: LiveEvents;
  /** Blocks are final where validators seal them. */
  readonly isFinal: boolean;
  /** The relay marks its operations in the same transaction as their events; its answers are told after the commit. */
  readonly onTransaction: (manager: EntityManager, hash: Hex, logs: readonly ChainEventLog[]) => Promise<() => void>;
}

/** The chain no longer leads to the block that the index stands on. */
export class ParentHashBreakError extends Error {
  readonly blockNumber: bigint;
  readonly expectedHash: string;
  readonly foundHash: string;
  constructor(blockNumber: bigint, expectedHash: string, foundHash: string) {
    super(`Block ${blockNumber} is ${foundHash}; the index stands on ${expectedHash}.`);
    this.name = "ParentHashBreakError";
    this.blockNumber = blockNumber;
    this.expectedHash = expectedHash;
    this.foundHash = foundHash;
  }
}

/**
 * Fetches the next blocks, appends their events, projects them and moves the cursor: one transaction, all or nothing.
 * @returns whether there were blocks
 * @throws ParentHashBreakError
 */
export async function indexNextBlocks(parts: IndexParts): Promise<boolean> {
  const { database } = parts;
  // One node for the whole step: head, logs and hashes of two nodes, one a block behind, would leave events out.
  const chain = parts.chain.onOneNode();
  const head = await chain.client.getBlockNumber({ cacheTime: 0 });
  const cursor = await readCursor(database.manager);
  const fromBlock = cursor === undefined ? chain.deploymentBlock : cursor.blockNumber + 1n;
  if (cursor !== undefined && head <= cursor.blockNumber) {
    // A final chain does not go back: this node is behind, and the list will say so. Otherwise, even a head that has not
    // moved, or has gone back, must still hold the block that the index stands on.
    if (head < cursor.blockNumber && parts.isFinal) return false;
    await checkStanding(chain, cursor, head);
    return false;
  }
  if (head < fromBlock) return false;
  const toBlock = head - fromBlock >= blockRangeMax ? fromBlock + blockRangeMax - 1n : head;
  if (cursor !== undefined) await checkStanding(chain, cursor, head);
  // The block first: a node that lacks it would give the logs of a shorter range without a word.
  const last = await chain.client.getBlock({ blockNumber: toBlock });
  const fetched = await fetchEvents(chain, parts.decode, fromBlock, toBlock);
  const next: Cursor = { blockNumber: toBlock, blockHash: last.hash, blockTimestamp: new Date(Number(last.timestamp) * 1000) };

  const told: LiveEvent[] = [];
  await inTransaction(database, async ({ manager, afterCommit }) => {
    // Two indexers of one city (a restart that overlaps) take turns; the second finds the cursor moved and stops.
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('maille-index'))`);
    const current = await readCursor(manager);
    if (current?.blockHash !== cursor?.blockHash) return;
    const end = await appendEvents(manager, chain.genesisHash, fetched);
    await projectEvents(manager, fetched, handlerTable([...parts.projections, ...parts.reactions]), (event) => told.push(event));
    for (const [hash, logs] of byTransaction(fetched)) afterCommit(await parts.onTransaction(manager, hash, logs));
    await writeCursor(manager, next, end);
    afterCommit(() => {
      for (const event of told) parts.events.publish(event);
      parts.events.publish({ name: "chain", to: { kind: "EVERYONE" }, data: { blockNumber: Number(toBlock) } });
    });
  });
  return true;
}

async function checkStanding(chain: Chain, cursor: Cursor, head: bigint): Promise<void> {
  if (head < cursor.blockNumber) throw new ParentHashBreakError(cursor.blockNumber, cursor.blockHash, "none");
  const block = await chain.client.getBlock({ blockNumber: cursor.blockNumber });
  if (block.hash !== cursor.blockHash) throw new ParentHashBreakError(cursor.blockNumber, cursor.blockHash, block.hash);
}

function byTransaction(events: readonly FetchedEvent[]): Map<Hex, ChainEventLog[]> {
  const groups = new Map<Hex, ChainEventLog[]>();
  for (const { transactionHash, contract, name, args } of events) {
    const group = groups.get(transactionHash) ?? [];
    group.push({ contract, name, args });
    groups.set(transactionHash, group);
  }
  return groups;
}
