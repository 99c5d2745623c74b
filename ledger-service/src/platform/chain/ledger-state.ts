import type { NoNodeReason } from "./node-problem.ts";

/**
 * OK; SLOW: a round changes, no block for more than 4 periods while one is due; STALLED: more than 10, or too few
 * validators are up; UNREACHABLE: no node answers; BEHIND: those that answer lag.
 */
export const ledgerStates = ["OK", "SLOW", "STALLED", "UNREACHABLE", "BEHIND"] as const;
export type LedgerState = (typeof ledgerStates)[number];

const slowPeriods = 4;
const stalledPeriods = 10;

export interface LedgerSigns {
  readonly nowMs: number;
  /** When nobody may be asked. */
  readonly noNode?: NoNodeReason;
  /** When this service first saw the present highest block, by its own clock. */
  readonly lastBlockSeenMs: number;
  /** Since when something of ours waits for a block, if anything does. */
  readonly pendingSinceMs?: number;
  readonly isQuorumLost: boolean;
  readonly blockPeriodMs: number;
  /** A block comes at least this often when nothing is pending; absent: only when something is (the embedded node). */
  readonly idleBlockPeriodMs?: number;
}

/** What the ledger is doing, by signs alone. */
export function ledgerStateOf(signs: LedgerSigns): LedgerState {
  if (signs.noNode !== undefined) return signs.noNode === "ALL_BEHIND" ? "BEHIND" : "UNREACHABLE";
  const overdueMs = Math.max(pendingWaitMs(signs), idleWaitMs(signs));
  if (overdueMs > stalledPeriods * signs.blockPeriodMs) return "STALLED";
  if (overdueMs > slowPeriods * signs.blockPeriodMs) return signs.isQuorumLost ? "STALLED" : "SLOW";
  return "OK";
}

/** How long a block has been due for what is pending. */
function pendingWaitMs({ nowMs, pendingSinceMs, lastBlockSeenMs }: LedgerSigns): number {
  return pendingSinceMs === undefined ? 0 : nowMs - Math.max(pendingSinceMs, lastBlockSeenMs);
}

/** How long an empty block has been due. */
function idleWaitMs({ nowMs, idleBlockPeriodMs, lastBlockSeenMs, blockPeriodMs }: LedgerSigns): number {
  if (idleBlockPeriodMs === undefined) return 0;
  return nowMs - lastBlockSeenMs - Math.max(0, idleBlockPeriodMs - blockPeriodMs);
}
