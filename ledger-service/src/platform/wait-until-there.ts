import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "./logging/logger.ts";

const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * Tries until it succeeds: what this service stands on may start after it. Says so in the log at each try, waits longer
 * each time, never longer than ten seconds. Any other failure than absence is thrown at once.
 * @param isAbsence whether the failure says that the thing is not there yet
 */
export async function waitUntilThere<Result>(
  parts: { readonly what: string; readonly logger: Logger; readonly stop: AbortSignal; readonly isAbsence: (error: unknown) => boolean },
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await attempt();
    } catch (error) {
      if (parts.stop.aborted || !parts.isAbsence(error)) throw error;
      parts.logger.warn({ waitsFor: parts.what, pauseMs }, `${parts.what} is not there yet: trying again`);
      await pause(pauseMs, undefined, { signal: parts.stop });
    }
  }
}
