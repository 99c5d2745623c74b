import { formatSeconds } from "../progress.ts";
import type { CityBrowser } from "./city-browser.ts";

const PATIENCE_MS = 90_000;

/** What was waited for did not come. */
export class NewsNotCome extends Error {
  constructor(what: string, patienceMs: number) {
    super(`« ${what} » n’est pas arrivé en ${formatSeconds(patienceMs)}`);
    this.name = "NewsNotCome";
  }
}

/**
 * Looks once, then again whenever the city's stream says anything, until `look` gives a value. The stream also
 * speaks every few seconds when nothing happens, so that nothing is missed.
 * @throws NewsNotCome
 */
export async function waitForNews<Value>(
  browser: CityBrowser,
  what: string,
  look: () => Promise<Value | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<Value> {
  const deadline = AbortSignal.timeout(patienceMs);
  const done = new AbortController();
  try {
    while (!deadline.aborted) {
      // Opened before looking: what happens in between is told.
      const events = await browser.openEvents(AbortSignal.any([deadline, done.signal]));
      const seen = await look();
      if (seen !== undefined) return seen;
      for await (const _ of events) {
        const found = await look();
        if (found !== undefined) return found;
      }
    }
  } catch (error) {
    if (!deadline.aborted) throw error;
  } finally {
    done.abort();
  }
  throw new NewsNotCome(what, patienceMs);
}
