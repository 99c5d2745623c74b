import type { DataSource } from "typeorm";
import { civilDayOf } from "../kernel/civil-day.ts";
import type { Chain } from "../platform/chain/chain.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import type { Job } from "../platform/job.ts";
import type { Logger } from "../platform/logging/logger.ts";
import { checkEventLog, type BrokenEvent, type EventLogCheck } from "./check-event-log.ts";
import { compareLogWithLedger } from "./compare-log-with-ledger.ts";
import { readCursor, readIncidentOf, recordIncident } from "./event-store.ts";

const LOOK_EVERY_MS = 300_000;

/** What the last walk over the log of events found. */
export interface EventLogState {
  /** Events that the cursor says are kept; those of them that hold together from the first on. */
  readonly keptCount: bigint;
  readonly checkedCount: bigint;
  readonly broken: BrokenEvent | undefined;
}

/** The log of events, walked when the city starts and once each night, then compared with the node's [T7]. */
export interface EventLogKeeper {
  /** Undefined until the first walk is over. */
  state(): EventLogState | undefined;
  /** Walks now; `withLedger` asks the node for every log again too. */
  check(withLedger: boolean): Promise<EventLogState>;
  readonly job: Job;
}

export function keepEventLog(parts: {
  database: DataSource;
  chain: Chain;
  decode: DecodeLog;
  logger: Logger;
  securityLog: SecurityLog;
}): EventLogKeeper {
  let state: EventLogState | undefined;
  let comparedOn = civilDayOf(new Date());

  async function check(withLedger: boolean): Promise<EventLogState> {
    const { manager } = parts.database;
    const cursor = await readCursor(manager);
    const walk = await walkTwice(parts);
    const isCompared = withLedger && walk.broken === undefined && cursor !== undefined;
    const broken = isCompared ? await compareLogWithLedger(manager, parts.chain.onOneNode(), parts.decode, cursor.blockNumber) : walk.broken;
    if (broken !== undefined) await report(parts, broken);
    state = { keptCount: walk.keptCount, checkedCount: walk.checkedCount, broken };
    return state;
  }

  return {
    state: () => state,
    check,
    job: {
      name: "event-log",
      everyMs: LOOK_EVERY_MS,
      async run() {
        const today = civilDayOf(new Date());
        if (state !== undefined && state.broken === undefined && comparedOn === today) return;
        await check(comparedOn !== today);
        comparedOn = today;
      },
    },
  };
}

/** A log that was made anew under the walk looks broken once; a broken one, twice. */
async function walkTwice({ database, chain, decode }: Parameters<typeof keepEventLog>[0]): Promise<EventLogCheck> {
  const walk = () => checkEventLog(database.manager, chain.genesisHash, decode);
  const first = await walk();
  return first.broken === undefined ? first : walk();
}

/** Named once, not at each start. */
async function report(parts: { database: DataSource; logger: Logger; securityLog: SecurityLog }, broken: BrokenEvent): Promise<void> {
  const { manager } = parts.database;
  const { eventId, blockNumber, link, expected, found } = broken;
  parts.logger.fatal({ eventId, link }, "an event of the log is not as it was appended");
  if (await readIncidentOf(manager, eventId, found)) return;
  await recordIncident(manager, { kind: `EVENT_${link}`, blockNumber, expectedHash: expected, foundHash: found, resolution: "REPORTED", eventId });
  await parts.securityLog.record({ event: "LEDGER_INCIDENT", detail: { kind: `EVENT_${link}`, block: Number(blockNumber) } });
}
