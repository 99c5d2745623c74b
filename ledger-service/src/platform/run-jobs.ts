import type { Logger } from "./logging/logger.ts";
import type { Job } from "./job.ts";

/** Runs jobs until stopped. @returns a function that stops them and waits for those that run. */
export function runJobs(jobs: readonly Job[], logger: Logger): () => Promise<void> {
  const stopping = new AbortController();
  const loops = jobs.map((job) => loop(job, logger, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function loop(job: Job, logger: Logger, stop: AbortSignal): Promise<void> {
  const pause = createPause(stop);
  job.onWake?.(pause.wake);
  while (!stop.aborted) {
    try {
      await job.run();
    } catch (error) {
      if (!stop.aborted) logger.error({ job: job.name, error }, "job failed");
    }
    await pause.wait(job.everyMs);
  }
}

/** Waiting that ends early when woken, also by a call that came while the job ran, or when all stops. */
function createPause(stop: AbortSignal): { wake: () => void; wait: (durationMs: number) => Promise<void> } {
  let isWoken = false;
  let finish: (() => void) | undefined;
  return {
    wake: () => {
      isWoken = true;
      finish?.();
    },
    wait: async (durationMs) => {
      if (!isWoken && !stop.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, durationMs);
          finish = () => {
            clearTimeout(timer);
            resolve();
          };
          stop.addEventListener("abort", finish, { once: true });
        });
        if (finish !== undefined) stop.removeEventListener("abort", finish);
        finish = undefined;
      }
      isWoken = false;
    },
  };
}
