import { queryOptions } from "@tanstack/react-query";
import { optional, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

const STATES = ["OK", "SLOW", "STALLED", "UNREACHABLE", "BEHIND"] as const;

/** What the ledger is doing, as this city's service sees it. */
export type LedgerStateName = (typeof STATES)[number];

export type LedgerState = {
  state: LedgerStateName;
  /** ISO instant of the last page of the ledger, when one is known. */
  lastBlockAt: string | undefined;
};

/** A state that this portal does not know is shown as the worst that could be behind it: nothing is to be started. */
export function readLedgerState(body: unknown): LedgerState {
  const answer = readRecord(body, "ledger-state");
  const name = readString(answer.state, "ledger-state.state");
  return {
    state: STATES.find((state) => state === name) ?? "UNREACHABLE",
    lastBlockAt: optional(answer.lastBlockAt, "ledger-state.lastBlockAt", readString),
  };
}

const CALM_MS = 60_000;
const WORRIED_MS = 5_000;

/** Asked again while something is wrong, so that the notice leaves by itself even when no live event arrives. */
export function askAgainMs(state: LedgerStateName | undefined): number {
  return state === undefined || state === "OK" ? CALM_MS : WORRIED_MS;
}

/** Whether what ends soon, a payment above all, may be started. */
export function canStartPayment(state: LedgerStateName | undefined): boolean {
  return state !== "STALLED" && state !== "UNREACHABLE" && state !== "BEHIND";
}

/** Whether what was accepted waits for the ledger to go on. */
export function isStopped(state: LedgerStateName | undefined): boolean {
  return !canStartPayment(state);
}

export const ledgerStateQuery = queryOptions({
  queryKey: ["ledger-state"],
  queryFn: async ({ signal }) => readLedgerState((await requestJson("/api/ledger-state", { signal })).body),
  refetchInterval: ({ state }) => askAgainMs(state.data?.state),
});
