import type { DataSource } from "typeorm";
import { Problem } from "../../kernel/problem.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { CityNames } from "./attestation-doors.ts";
import { DECISION_MS } from "./dispute-view.ts";
import type { ExpiryItem, LapseItem } from "./post-lines.ts";
import type { SheetStore } from "./sheet-store.ts";

const EVERY_MS = 60_000;
const ITEMS_PER_RUN = 50;
/** A sheet expires 180 days after its window [A6]. */
const EXPIRY_MS = 180 * 86_400_000;
/** Another city than the programme's steps in a day later, if that one is down. */
const OTHERS_WAIT_MS = 86_400_000;
const SECOND_MS = 1_000;

export interface EndLinesParts {
  readonly database: DataSource;
  readonly sheets: SheetStore;
  readonly cities: CityNames;
  readonly relay: Relay;
  readonly lapseLine: RelayAct<LapseItem>;
  readonly expireSheet: RelayAct<ExpiryItem>;
}

/** Lets undecided disputes lapse and old sheets expire, so that no reserve stays out for ever. */
export function endLinesJob(parts: EndLinesParts, now: () => Date = () => new Date()): Job {
  return {
    name: "end-lines",
    everyMs: EVERY_MS,
    async run() {
      await lapseLines(parts, now().getTime());
      await expireSheets(parts, now().getTime());
    },
  };
}

async function lapseLines(parts: EndLinesParts, now: number): Promise<void> {
  const lines = await parts.sheets.disputedBefore(new Date(now - DECISION_MS - SECOND_MS), ITEMS_PER_RUN);
  const sheets = await parts.sheets.sheetsByIds([...new Set(lines.map((line) => line.sheetId))]);
  for (const { sheetId, index, disputedAt, disputeRound } of lines) {
    const dueAt = (disputedAt?.getTime() ?? now) + DECISION_MS;
    if (!isOurTurn(parts, sheets.get(sheetId)?.cityId, dueAt, now)) continue;
    await submitQuietly(parts, parts.lapseLine, { sheetId, index: Number(index) }, `lapse:${sheetId}:${index}:${disputeRound}`);
  }
}

async function expireSheets(parts: EndLinesParts, now: number): Promise<void> {
  for (const sheet of await parts.sheets.filedWithWindowBefore(new Date(now - EXPIRY_MS - SECOND_MS), ITEMS_PER_RUN)) {
    if (!isOurTurn(parts, sheet.cityId, sheet.windowEndsAt.getTime() + EXPIRY_MS, now)) continue;
    await submitQuietly(parts, parts.expireSheet, { sheetId: sheet.sheetId }, `expiry:${sheet.sheetId}`);
  }
}

function isOurTurn(parts: EndLinesParts, programmeCityId: number | undefined, dueAt: number, now: number): boolean {
  return programmeCityId === parts.cities.ownCityId || now > dueAt + OTHERS_WAIT_MS;
}

/** Anyone may end a line or a sheet: that another city was first is no failure. */
async function submitQuietly<Item>(parts: EndLinesParts, act: RelayAct<Item>, item: Item, factId: string): Promise<void> {
  try {
    await inTransaction(parts.database, (transaction) => parts.relay.submit(transaction, act, item, { factId }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
