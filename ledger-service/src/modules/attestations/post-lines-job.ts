import type { DataSource } from "typeorm";
import type { Hex } from "viem";
import { canonicalHash } from "../../kernel/canonical-json.ts";
import { buildLineTree } from "../../kernel/merkle-line-tree.ts";
import { Problem } from "../../kernel/problem.ts";
import { LineStatus } from "../../platform/chain/generated/enums.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { LINES_PER_POST, type PostingItem } from "./post-lines.ts";
import type { SheetLineRow } from "./sheet-line.entity.ts";
import type { SheetRecordStore } from "./sheet-record-store.ts";
import { passingRefusals, type SheetStore } from "./sheet-store.ts";
import type { SheetRow } from "./sheet.entity.ts";

const EVERY_MS = 1_000;
const SHEETS_PER_RUN = 50;
/** The home city leaves the organization's city this long to post all lines at once, then posts its own. */
const HOME_CITY_WAITS_MS = 10 * 60_000;
/** Before the same sheet is tried again: after a refusal of the whole posting (a suspended institution), or once sent. */
const RETRY_MS = 15_000;
/** The window's last second belongs to disputes, and the ledger counts whole seconds. */
const WINDOW_MARGIN_MS = 1_500;

export interface PostLinesParts {
  readonly database: DataSource;
  readonly sheets: SheetStore;
  readonly records: SheetRecordStore;
  readonly homeLines: HomeLineStore;
  readonly relay: Relay;
  readonly postLines: RelayAct<PostingItem>;
}

type PostableLine = PostingItem["lines"][number];

/**
 * After each window, posts the lines that are still open. Both the organization's city and the home city may: a line
 * already posted is not an error, the ledger posts it once (I3).
 */
export function postLinesJob(parts: PostLinesParts, now: () => Date = () => new Date()): Job {
  const retryAt = new Map<Hex, number>();
  return {
    name: "post-lines",
    everyMs: EVERY_MS,
    async run() {
      const at = now();
      const due = {
        ownBefore: new Date(at.getTime() - WINDOW_MARGIN_MS),
        othersBefore: new Date(at.getTime() - HOME_CITY_WAITS_MS),
      };
      for (const [sheetId, after] of retryAt) if (after <= at.getTime()) retryAt.delete(sheetId);
      for (const sheet of await parts.sheets.postable(due, [...retryAt.keys()], SHEETS_PER_RUN)) {
        await postSheet(parts, sheet, at);
        // Sent or refused, it is looked at again a little later: then the index knows.
        retryAt.set(sheet.sheetId, at.getTime() + RETRY_MS);
      }
    },
  };
}

async function postSheet(parts: PostLinesParts, sheet: SheetRow, now: Date): Promise<void> {
  const rows = new Map((await parts.sheets.linesOf([sheet.sheetId])).map((row) => [Number(row.index), row]));
  const lines = (await linesInHand(parts, sheet, now)).filter((line) => isPostable(rows.get(line.index)));
  try {
    for (let from = 0; from < lines.length; from += LINES_PER_POST) {
      const part = lines.slice(from, from + LINES_PER_POST);
      const factId = `posting:${sheet.sheetId}:${canonicalHash(part.map((line) => [line.index, Number(rows.get(line.index)?.disputeRound ?? 0)]))}`;
      await inTransaction(parts.database, (transaction) =>
        parts.relay.submit(transaction, parts.postLines, { sheetId: sheet.sheetId, lines: part }, { factId }),
      );
    }
  } catch (error) {
    // The other city posted first, the institution is suspended, or the window's last second is not over in the ledger.
    if (!(error instanceof Problem)) throw error;
  }
}

/** Lines that this city has with their proofs: all of a sheet signed here, or those of its residents. */
async function linesInHand(parts: PostLinesParts, sheet: SheetRow, now: Date): Promise<PostableLine[]> {
  const record = (await parts.records.signedBySheets([sheet.sheetId])).find(({ linesRoot }) => linesRoot === sheet.linesRoot);
  if (record !== undefined) {
    const tree = buildLineTree(record.sheetId, record.lines);
    return record.lines.map(({ index, account, quantity, salt }) => ({ index, account, quantity, salt, proof: tree.proofOf(index) }));
  }
  if (now.getTime() < sheet.windowEndsAt.getTime() + HOME_CITY_WAITS_MS) return [];
  return (await parts.homeLines.linesOfSheets([sheet.sheetId])).map(({ line }) => line);
}

/** Open, and not refused before for a reason that stays. */
function isPostable(row: SheetLineRow | undefined): boolean {
  if (row === undefined) return true;
  return row.status === LineStatus.OPEN && passingRefusals.includes(row.refusal);
}
