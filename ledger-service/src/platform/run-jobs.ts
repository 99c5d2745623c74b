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
  while (!stop.aborted) {
    try {
      await job.run();
    } catch (error) {
      if (!stop.aborted) logger.error({ job: job.name, error }, "job failed");
    }
    await pause(job.everyMs, stop);
  }
}

function pause(durationMs: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, durationMs);
    stop.addEventListener("abort", finish);
  });
}
