import type { Address } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { readSeals } from "./read-seals.ts";

/** A block and who sealed it. */
export interface SealedBlock {
  readonly blockNumber: number;
  readonly at: Date;
  readonly transactionCount: number;
  /** The validators that might seal it: those of the state after its parent; lower case. Empty on a trial register. */
  readonly validators: readonly Address[];
  /** Null where no city seals (the trial register). */
  readonly sealers: readonly Address[] | null;
}

export interface SealedBlocks {
  /** The newest blocks first, at most `count`. */
  latest(count: number): Promise<readonly SealedBlock[]>;
}

export const SEALS_READ_BLOCKS = 100;
/** Few at a time: recovering the keys of the seals keeps the processor, and others wait for it. */
const READ_AT_ONCE = 4;

/** Each block is read once, in whatever order pages ask; only the head is asked for each time. */
export function createSealedBlocks(chain: Pick<Chain, "client" | "contract">, hasSeals: boolean): SealedBlocks {
  const kept = new Map<number, SealedBlock>();
  const running = new Map<number, Promise<readonly SealedBlock[]>>();

  async function refresh(count: number): Promise<readonly SealedBlock[]> {
    const head = Number(await chain.client.getBlockNumber({ cacheTime: 0 }));
    const oldest = Math.max(1, head - SEALS_READ_BLOCKS + 1);
    // An embedded node that was killed may seal its last blocks again: what stood on them is read anew.
    if (Math.max(0, ...kept.keys()) > head) kept.clear();
    for (const blockNumber of kept.keys()) if (blockNumber < oldest) kept.delete(blockNumber);
    const missing = Array.from({ length: Math.min(count, head - oldest + 1) }, (_, index) => head - index).filter((one) => !kept.has(one));
    for (let from = 0; from < missing.length; from += READ_AT_ONCE) {
      const read = await Promise.all(missing.slice(from, from + READ_AT_ONCE).map((one) => readBlock(chain, hasSeals, one)));
      for (const one of read) kept.set(one.blockNumber, one);
    }
    return [...kept.values()].sort((left, right) => right.blockNumber - left.blockNumber);
  }

  return {
    async latest(count) {
      const asked = running.get(count) ?? refresh(count).finally(() => running.delete(count));
      running.set(count, asked);
      return (await asked).slice(0, count);
    },
  };
}

async function readBlock({ client, contract }: Pick<Chain, "client" | "contract">, hasSeals: boolean, number: number): Promise<SealedBlock> {
  const blockNumber = BigInt(number);
  const [block, validators] = await Promise.all([
    client.getBlock({ blockNumber }),
    hasSeals ? client.readContract({ ...contract("consortium"), functionName: "getValidators", blockNumber: blockNumber - 1n }) : [],
  ]);
  const sealers = hasSeals ? (readSeals(block) ?? []) : null;
  return {
    blockNumber: number,
    at: new Date(Number(block.timestamp) * 1000),
    transactionCount: block.transactions.length,
    validators: validators.map(lowerCase),
    sealers: sealers === null ? null : sealers.map(lowerCase),
  };
}

function lowerCase(address: Address): Address {
  return `0x${address.slice(2).toLowerCase()}`;
}
