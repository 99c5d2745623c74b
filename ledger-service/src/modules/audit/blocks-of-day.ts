import { civilDayEnd, civilDayStart } from "../../kernel/civil-day.ts";
import type { Chain } from "../../platform/chain/chain.ts";

export interface BlocksOfDay {
  readonly firstBlock: bigint;
  readonly lastBlock: bigint;
}

/**
 * The blocks of a legal day by their own clock, found by halving. The first is one above the last on a day without blocks.
 * @param upToBlock a block at or after the day's end
 * @returns undefined for a day that was over before the first block
 */
export async function blocksOfDay(chain: Chain, day: string, upToBlock: bigint): Promise<BlocksOfDay | undefined> {
  const lastBlock = await lastBlockBefore(chain, civilDayEnd(day), upToBlock);
  if (lastBlock === undefined) return undefined;
  const before = await lastBlockBefore(chain, civilDayStart(day), lastBlock);
  return { firstBlock: before === undefined ? 0n : before + 1n, lastBlock };
}

/** Times of blocks never fall, so that half of the range can be left out at each look. */
async function lastBlockBefore(chain: Chain, instant: Date, upToBlock: bigint): Promise<bigint | undefined> {
  const endSeconds = BigInt(Math.floor(instant.getTime() / 1000));
  const isBefore = async (blockNumber: bigint) => (await chain.client.getBlock({ blockNumber })).timestamp < endSeconds;
  if (!(await isBefore(0n))) return undefined;
  let [low, high] = [0n, upToBlock];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (await isBefore(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}
