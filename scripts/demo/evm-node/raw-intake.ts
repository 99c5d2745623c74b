import type { Hex } from "viem";
import type { SerialQueue } from "./serial-queue.ts";

type Waiting = { raw: Hex; resolve: (answer: unknown) => void; reject: (reason: unknown) => void };

/**
 * Takes in raw transactions one sync at a time: those that come in while one batch is being written make
 * up the next. `keep` makes a batch durable; only then is each given to the node, in order of arrival.
 */
export function createRawIntake(queue: SerialQueue, { keep, give }: {
  keep: (raws: readonly Hex[]) => void;
  give: (raw: Hex) => Promise<unknown>;
}): (raw: Hex) => Promise<unknown> {
  let waiting: Waiting[] = [];

  async function takeIn(): Promise<void> {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      keep(batch.map(({ raw }) => raw));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { raw, resolve, reject } of batch) await give(raw).then(resolve, reject);
  }

  return (raw) => new Promise((resolve, reject) => {
    waiting.push({ raw, resolve, reject });
    void queue.run(takeIn);
  });
}
