import { NodeUnavailable, type SealedChain } from "./sealed-chain.ts";

/** An idle chain still needs its clock kept, but each block costs 1.8 kB for ever. */
const IDLE_BLOCK_EVERY_MS = 60_000;
const DUMP_EVERY_MS = 600_000;
/** Replaying more than this would make the next start slow. */
const JOURNALLED_MAX = 2_000;

export type Sealing = { stop(): Promise<void> };

/** Seals a block at each interval while something is pending, one a minute otherwise, and takes dumps. */
export function startSealing(chain: SealedChain, { blockIntervalMs }: { blockIntervalMs: number }): Sealing {
  let stopped = false;
  let lastBlockMs = Date.now();
  let lastDumpMs = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    const nowMs = Date.now();
    const nowSeconds = Math.floor(nowMs / 1000);
    if (await chain.sealIfPending(nowSeconds)) lastBlockMs = nowMs;
    else if (nowMs - lastBlockMs >= IDLE_BLOCK_EVERY_MS) {
      await chain.seal(nowSeconds);
      lastBlockMs = nowMs;
    }
    const isDue = chain.journalledSinceDump() > JOURNALLED_MAX || nowMs - lastDumpMs >= DUMP_EVERY_MS;
    if (isDue) {
      await chain.takeDump();
      lastDumpMs = nowMs;
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      beating = beat().catch(reportUnlessRestarting).finally(schedule);
    }, blockIntervalMs);
  }

  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await beating;
    },
  };
}

/** A node that died under a seal is brought back by its watcher, which replays that very seal. */
function reportUnlessRestarting(error: unknown): void {
  if (error instanceof NodeUnavailable || error instanceof TypeError) return;
  console.error("Le registre n’a pas pu sceller une page; nouvel essai à l’instant.", error);
}
