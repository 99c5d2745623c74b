import { type Address, createPublicClient, http } from "viem";
import { latestBlock } from "../../deploy/latest-block.ts";
import type { Seeding } from "../evm-node/start-evm-node.ts";

const LOOK_EVERY_MS = 250;
const SEALED_WITHIN_MS = 120_000;

/** The chain did not take in time what the cast wrote. */
export class CastUnsealed extends Error {
  constructor(sender: Address) {
    super(`what ${sender} sent was in no block after ${SEALED_WITHIN_MS / 1_000} s`);
    this.name = "CastUnsealed";
  }
}

/**
 * Seeding of a chain that seals by itself: time is its own, so that nothing can be dated back. `sealAt` waits until the
 * chain has what `sender` sent, `reach` until its last block is as late as was planned. What the chain sealed later than
 * planned delays all that was planned after it: a window of two minutes is two minutes from the sheet's own block.
 */
export function liveSeeding(rpcUrl: string, sender: Address): Seeding {
  const reader = createPublicClient({ transport: http(rpcUrl), cacheTime: 0 });
  const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const chainTime = async (): Promise<number> => Number((await latestBlock(reader)).timestamp);
  let isTimed = false;
  let delaySeconds = 0;
  return {
    async sealAt(plannedSeconds) {
      const all = await reader.getTransactionCount({ address: sender, blockTag: "pending" });
      const deadline = Date.now() + SEALED_WITHIN_MS;
      while ((await reader.getTransactionCount({ address: sender, blockTag: "latest" })) < all) {
        if (Date.now() > deadline) throw new CastUnsealed(sender);
        await pause();
      }
      if (isTimed) delaySeconds = Math.max(delaySeconds, (await chainTime()) - plannedSeconds);
    },
    async reach(plannedSeconds) {
      isTimed = true;
      const due = plannedSeconds + delaySeconds;
      for (;;) {
        const now = await chainTime();
        if (now >= due) return now;
        await pause();
      }
    },
    setClock: () => Promise.resolve(),
    end: () => Promise.resolve(),
  };
}
