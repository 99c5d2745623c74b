import type { DataSource, EntityManager } from "typeorm";
import { inTransaction } from "../platform/database/transaction.ts";
import { readCursor, readEvents, readKeptLogEnd } from "./event-store.ts";
import { handlerTable, projectEvents } from "./project-events.ts";
import type { Projection } from "./projection.ts";

const eventsPerStep = 1_000;

/** Empties every read model and replays all events, in one transaction: readers see the old rows or the new (I9). */
export async function rebuildReadModels(database: DataSource, projections: readonly Projection[]): Promise<number> {
  return inTransaction(database, async ({ manager }) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('maille-index'))`);
    // A rebuild of years of events outlasts what a request's statement may take.
    await manager.query(`SET LOCAL statement_timeout = 0`);
    // Emptied by a migration and not refilled yet: a rebuild from nothing would lose every read model.
    const isEmptied = (await readCursor(manager)) !== undefined && (await readKeptLogEnd(manager)) === undefined;
    if (isEmptied) throw new Error("The log of events waits to be taken from the ledger again: start the city first");
    return replayInto(manager, projections);
  });
}

/** @returns how many events were replayed */
export async function replayInto(manager: EntityManager, projections: readonly Projection[]): Promise<number> {
  const tables = projections.flatMap((projection) => projection.tables);
  if (tables.length > 0) await manager.query(`TRUNCATE ${tables.join(", ")}`);
  const handlersOf = handlerTable(projections);
  let lastId = "";
  let count = 0;
  for (;;) {
    const events = await readEvents(manager, lastId, eventsPerStep);
    const last = events.at(-1);
    if (last === undefined) return count;
    // Nobody is told again of what they saw happen.
    await projectEvents(manager, events, handlersOf, () => undefined);
    lastId = last.id;
    count += events.length;
  }
}
