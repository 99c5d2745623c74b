import { commonProblems } from "../http/common.problems.ts";
import type { LedgerState } from "./ledger-state.ts";

/**
 * A stop may last this long (validators restarted one after the other took 100 s to agree again): what ends sooner is
 * not accepted while the ledger stands still, since it could not be kept.
 */
export const stopSecondsMax = 15 * 60;

/** Answers, for whoever is about to accept something, whether the ledger could keep it. */
export interface LedgerGate {
  state(): LedgerState;
  /**
   * @param validBefore the last second of what is signed, unix; undefined when it has no end
   * @throws Problem `ledger-stalled` when it would end before the ledger goes on [S14]
   */
  requireTimeFor(validBefore: bigint | undefined): void;
}

export function createLedgerGate(state: () => LedgerState, now: () => number = Date.now): LedgerGate {
  return {
    state,
    requireTimeFor(validBefore) {
      const isStopped = state() === "STALLED" || state() === "UNREACHABLE";
      if (!isStopped || validBefore === undefined) return;
      const leftSeconds = Number(validBefore) - Math.floor(now() / 1000);
      if (leftSeconds < stopSecondsMax) throw commonProblems.of("ledger-stalled");
    },
  };
}
