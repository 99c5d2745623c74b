import type { LedgerState, LedgerStateName } from "../api/ledger-state.ts";

/** How loud the notice is: a slow ledger is mentioned, a stopped one is announced. */
export type LedgerNotice = { name: Exclude<LedgerStateName, "OK">; role: "status" | "alert"; isCalm: boolean; showsLastPage: boolean };

/** What to show of a state; undefined where there is nothing to say. */
export function ledgerNoticeOf(ledger: LedgerState | undefined): LedgerNotice | undefined {
  if (ledger === undefined || ledger.state === "OK") return undefined;
  const isCalm = ledger.state === "SLOW";
  const isAlert = ledger.state === "STALLED" || ledger.state === "UNREACHABLE";
  return { name: ledger.state, role: isAlert ? "alert" : "status", isCalm, showsLastPage: !isCalm && ledger.lastBlockAt !== undefined };
}
