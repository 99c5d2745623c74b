import type { Job } from "../job.ts";
import type { LiveEvents } from "../http/live-events.ts";
import type { SecurityLog } from "../http/security-log.ts";
import type { Logger } from "../logging/logger.ts";
import { ledgerStateOf, type LedgerState } from "./ledger-state.ts";
import type { NodeList } from "./node-list.ts";
import type { NodeView } from "./node-roster.ts";

export interface LedgerReport {
  readonly state: LedgerState;
  /** Of the last block, by the chain's clock; absent before a node has answered. */
  readonly lastBlockAt?: string;
  readonly nodes: readonly NodeView[];
}

/** Looks at the nodes at intervals and says what the ledger is doing. */
export interface LedgerWatch {
  readonly job: Job;
  look(): Promise<void>;
  report(): LedgerReport;
}

export interface LedgerWatchParts {
  readonly nodes: NodeList;
  readonly events: LiveEvents;
  readonly securityLog: SecurityLog;
  readonly logger: Logger;
  readonly blockPeriodMs: number;
  readonly idleBlockPeriodMs?: number;
  /** Since when the oldest of our transactions waits. */
  readonly pendingSince: () => Promise<Date | undefined>;
  readonly now?: () => number;
}

/** No oftener than this, no rarer than that, whatever the block period. */
const lookEveryMsMin = 500;
const lookEveryMsMax = 2_000;

const stateWords: Record<LedgerState, string> = {
  OK: "the ledger goes on",
  SLOW: "no block for more than four periods while one is due: a round changes",
  STALLED: "the ledger stands still: what would end before it goes on is refused",
  UNREACHABLE: "no node of the list answers: acts are refused until one does",
  BEHIND: "the nodes that answer are behind what is known: nothing is read from them",
};

export function watchLedger(parts: LedgerWatchParts): LedgerWatch {
  const { nodes, logger } = parts;
  const now = parts.now ?? Date.now;
  let state: LedgerState = "OK";
  let highest = -1n;
  let lastBlockSeenMs = now();
  let lastBlockAt: string | undefined;

  function noteBlocks(): void {
    for (const look of nodes.looks()) {
      if (look?.kind !== "ANSWERS" || look.blockNumber <= highest) continue;
      highest = look.blockNumber;
      lastBlockSeenMs = now();
      lastBlockAt = new Date(look.blockTimestampSeconds * 1000).toISOString();
    }
  }

  function become(next: LedgerState): void {
    if (next === state) return;
    logger[next === "OK" ? "info" : "warn"]({ ledger: next, before: state, nodes: nodes.views() }, stateWords[next]);
    state = next;
    parts.events.publish({ name: "ledger", to: { kind: "EVERYONE" }, data: { state, ...(lastBlockAt === undefined ? {} : { lastBlockAt }) } });
  }

  async function look(): Promise<void> {
    const strangers = await nodes.look();
    noteBlocks();
    const { reason, isQuorumLost } = nodes.roll();
    const pendingSince = await parts.pendingSince();
    become(
      ledgerStateOf({
        nowMs: now(),
        lastBlockSeenMs,
        isQuorumLost,
        blockPeriodMs: parts.blockPeriodMs,
        ...(reason === undefined ? {} : { noNode: reason }),
        ...(parts.idleBlockPeriodMs === undefined ? {} : { idleBlockPeriodMs: parts.idleBlockPeriodMs }),
        ...(pendingSince === undefined ? {} : { pendingSinceMs: pendingSince.getTime() }),
      }),
    );
    for (const { place, look: stranger } of strangers) {
      logger.error({ node: place, ...stranger }, "a node of the list is of another network: it is not used");
      await parts.securityLog.record({ event: "LEDGER_INCIDENT", detail: { kind: "OTHER_NETWORK", node: place, what: stranger.what, found: stranger.found } });
    }
  }

  const everyMs = Math.min(lookEveryMsMax, Math.max(lookEveryMsMin, parts.blockPeriodMs));
  return {
    job: { name: "ledger-watch", everyMs, run: look },
    look,
    report: () => ({ state, nodes: nodes.views(), ...(lastBlockAt === undefined ? {} : { lastBlockAt }) }),
  };
}
