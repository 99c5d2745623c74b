import { isLedgerAbsent, openLedger, type LedgerOpening } from "./open-ledger.ts";
import { isDatabaseAway } from "./platform/database/is-database-away.ts";
import type { Job } from "./platform/job.ts";
import { runJobs } from "./platform/run-jobs.ts";
import { waitUntilThere } from "./platform/wait-until-there.ts";

export interface CityLife {
  /**
   * Waits for the database, migrates, checks the network, catches up with the ledger, then works until stopped. Where no
   * node answers it goes on all the same: people see what they have, nothing is accepted, and the ledger is opened when a
   * node is there.
   * @throws NetworkMismatchError on another network
   */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface CityJobs {
  readonly always: readonly Job[];
  /** Run once the ledger has been opened. */
  readonly onLedger: readonly Job[];
}

/** Starts and stops one city: database, then ledger, then work; whatever is missing is waited for. */
export function lifeOf(opening: LedgerOpening, jobs: CityJobs): CityLife {
  const { database, logger, liveEvents } = opening.core;
  const stopping = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  const waiting = (what: string, isAbsence: (error: unknown) => boolean) => ({ what, logger, stop: stopping.signal, isAbsence });

  /** Goes on in the background until a node is there; a ledger that is not this city's is said, and looked at again. */
  function openWhenThere(): () => Promise<void> {
    const opened = waitUntilThere(waiting("the ledger", () => true), () => openLedger(opening)).then(
      () => void stops.push(runJobs(jobs.onLedger, logger)),
      (error: unknown) => {
        if (!stopping.signal.aborted) logger.fatal({ error }, "the ledger could not be opened");
      },
    );
    return () => opened;
  }

  return {
    async start() {
      await waitUntilThere(waiting("the database", isDatabaseAway), () => database.initialize());
      await database.runMigrations();
      try {
        await openLedger(opening);
        stops.push(runJobs(jobs.onLedger, logger));
      } catch (error) {
        if (!isLedgerAbsent(error)) throw error;
        logger.warn({ error }, "no node can be asked yet: the service shows what it has and waits for the ledger");
        stops.push(openWhenThere());
      }
      stops.push(runJobs(jobs.always, logger));
    },
    async stop() {
      stopping.abort();
      for (let next = stops.shift(); next !== undefined; next = stops.shift()) await next();
      liveEvents.close();
      if (database.isInitialized) await database.destroy();
    },
  };
}
