import { eventsRoot } from "maille-verify/events-tree";
import type { EntityManager } from "typeorm";
import { eventId } from "../../indexing/event-id.ts";
import { readLeaves, readLogEnd } from "../../indexing/event-store.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { BlocksOfDay } from "./blocks-of-day.ts";
import { totalsUpTo } from "./close-store.ts";
import type { DailyClose } from "./daily-close.ts";

/** The close of a day that is over and indexed, from this city's own log: nothing in it is asked of another city. */
export async function makeClose(
  manager: EntityManager,
  chain: Chain,
  { cityId, day, blocks }: { cityId: number; day: string; blocks: BlocksOfDay },
): Promise<DailyClose> {
  const { firstBlock, lastBlock } = blocks;
  const afterDay = eventId(lastBlock + 1n, 0, 0);
  const { hash } = await chain.client.getBlock({ blockNumber: lastBlock });
  const leaves = await readLeaves(manager, eventId(firstBlock, 0, 0), afterDay);
  const { head } = await readLogEnd(manager, chain.genesisHash, afterDay);
  return {
    format: "maille-close/1",
    chainId: chain.chainId,
    cityId,
    day,
    firstBlock: Number(firstBlock),
    lastBlock: Number(lastBlock),
    lastBlockHash: hash,
    eventCount: leaves.length,
    eventsRoot: eventsRoot(leaves.map(({ leaf }) => leaf)),
    logHead: head,
    totals: await totalsUpTo(manager, day),
  };
}
