import type { Address, Hex } from "viem";
import { SheetStatus } from "../../platform/chain/generated/enums.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { ContestStore } from "./contest-store.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { lineState } from "./line-state.ts";
import type { SheetStore } from "./sheet-store.ts";
import { sheetProblems } from "./sheet.problems.ts";

export interface ContestLineParts {
  readonly homeLines: HomeLineStore;
  readonly contests: ContestStore;
  readonly sheets: SheetStore;
  readonly liveEvents: LiveEvents;
}

/**
 * A resident asks their own city's desk to dispute a line, until the window's last second [A1]; an officer signs.
 * @throws Problem `line-unknown` also for another person's line, `window-over`, `line-not-open`, `contest-exists`
 */
export async function contestLine(
  parts: ContestLineParts,
  transaction: Transaction,
  by: { readonly personId: string; readonly account: Address },
  request: { readonly sheetId: Hex; readonly index: number; readonly reasonCode: number; readonly explanation: string },
): Promise<{ requestId: string; requestedAt: string }> {
  const own = await parts.homeLines.lineOf(request.sheetId, request.index);
  const sheet = await parts.sheets.sheetOf(request.sheetId);
  if (own === undefined || own.line.account !== by.account || sheet === undefined) throw sheetProblems.of("line-unknown");
  if (new Date() > sheet.windowEndsAt) throw sheetProblems.of("window-over");
  const state = lineState(sheet, await parts.sheets.lineOf(request.sheetId, request.index));
  if (state !== "PENDING" || sheet.status !== SheetStatus.FILED) throw sheetProblems.of("line-not-open");
  const added = await parts.contests.add(transaction.manager, { ...request, source: "RESIDENT", personId: by.personId });
  if (added === undefined) throw sheetProblems.of("contest-exists");
  transaction.afterCommit(() => {
    parts.liveEvents.publish({ name: "sheet-changed", to: { kind: "OFFICERS" }, data: { sheetId: request.sheetId } });
  });
  return { requestId: added.requestId, requestedAt: added.requestedAt.toISOString() };
}
