import { BlockNotFoundError } from "viem";
import { NoNodeError } from "../platform/chain/node-problem.ts";
import type { Job } from "../platform/job.ts";
import type { Logger } from "../platform/logging/logger.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { recordIncident } from "./event-store.ts";
import { indexNextBlocks, ParentHashBreakError, type IndexParts } from "./index-next-blocks.ts";
import { recoverEmbeddedChain } from "./recover-embedded-chain.ts";

export interface Indexer {
  readonly job: Job;
  /** Catches up with the chain's head. */
  catchUp(): Promise<void>;
  /** Why the index stands still, if it does: the service is then not ready. */
  incident(): string | undefined;
}

export function createIndexer(
  parts: IndexParts & { logger: Logger; securityLog: SecurityLog; pollingMs: number; afterRecovery: () => Promise<void> },
): Indexer {
  let incident: string | undefined;

  async function catchUp(): Promise<void> {
    if (incident !== undefined) return;
    try {
      while (await indexNextBlocks(parts));
    } catch (error) {
      // The node says its height an instant before it has the block: the next turn finds it.
      if (error instanceof BlockNotFoundError) return;
      // Nobody to ask: the ledger's watch says so, once.
      if (error instanceof NoNodeError) return;
      if (!(error instanceof ParentHashBreakError)) throw error;
      await onBreak(error);
    }
  }

  /** Finality is broken: people decide. Only the embedded node, which is one machine's, is followed by itself. */
  async function onBreak(error: ParentHashBreakError): Promise<void> {
    if (!parts.isFinal) {
      await recoverEmbeddedChain(parts, parts.logger, error);
      await parts.afterRecovery();
      return;
    }
    incident = "PARENT_HASH";
    await recordIncident(parts.database.manager, { ...error, kind: "PARENT_HASH", resolution: "STOPPED" });
    await parts.securityLog.record({ event: "LEDGER_INCIDENT", detail: { kind: "PARENT_HASH", block: Number(error.blockNumber) } });
    parts.logger.fatal({ block: Number(error.blockNumber) }, "the chain does not lead to the indexed block: the index is stopped");
  }

  return {
    job: { name: "index", everyMs: parts.pollingMs, run: catchUp },
    catchUp,
    incident: () => incident,
  };
}
