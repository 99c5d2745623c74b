import type { EntityManager } from "typeorm";
import type { Hex } from "viem";
import type { ChainEventLog } from "../platform/chain/chain-event-log.ts";
import type { Job } from "../platform/job.ts";
import type { Signer } from "../platform/keys/signer.ts";
import { markFailed, markIndexed, operationsOfTransaction, type OperationRow } from "./operation-store.ts";
import type { OperationStatus } from "./operation.schemas.ts";
import type { ItemOutcome } from "./relay-act.ts";
import { signNextBatch } from "./send-next-batch.ts";
import { recoverLostTransactions, trackTransactions, type TrackingParts } from "./track-transactions.ts";
import { openLane, transactionOfHash } from "./transaction-store.ts";

/** Batches signed on one lane before the chain is looked at again. */
const batchesPerTurnMax = 16;
const turnEveryMs = 200;

export interface RelayWorker {
  /** Each lane's nonce is taken from the chain the first time, from the database ever after. */
  open(): Promise<void>;
  /** After the embedded node has lost blocks: what was in them is sent again. */
  recover(): Promise<void>;
  readonly job: Job;
  /**
   * Called by the index, in its transaction, for each transaction whose events it has just projected: what is
   * `indexed` has its events readable (I10). @returns who to tell after the commit
   */
  settleIndexed(manager: EntityManager, transactionHash: Hex, logs: readonly ChainEventLog[]): Promise<SettledOperation[]>;
}

export interface SettledOperation {
  readonly id: string;
  readonly owner_person_id: string | null;
  readonly status: OperationStatus;
}

/** @param onWake gives what starts a turn at once */
export function createRelayWorker(
  parts: TrackingParts,
  lanes: readonly Signer[],
  onWake: (wake: () => void) => void = () => undefined,
): RelayWorker {
  const addresses = lanes.map((lane) => lane.address);
  return {
    async open() {
      for (const address of addresses) {
        const nonce = await parts.chain.client.getTransactionCount({ address, blockTag: "pending" });
        await openLane(parts.database.manager, address, nonce);
      }
      await recoverLostTransactions(parts, addresses);
    },
    async recover() {
      await recoverLostTransactions(parts, addresses);
    },
    job: {
      name: "relay",
      everyMs: turnEveryMs,
      onWake,
      async run() {
        try {
          for (const lane of lanes) {
            for (let turn = 0; turn < batchesPerTurnMax; turn += 1) {
              if (!(await signNextBatch(parts, lane))) break;
            }
          }
        } finally {
          // What is on its way is followed even while nothing new can be prepared.
          await trackTransactions(parts);
        }
      },
    },
    settleIndexed: (manager, hash, logs) => settleIndexed(parts, manager, hash, logs),
  };
}

/** The ledger has it whatever this code makes of it: a fault here must not stop the index. */
function outcomeOf(parts: TrackingParts, operation: OperationRow, logs: readonly ChainEventLog[]): ItemOutcome {
  try {
    return parts.acts.outcome(operation, logs);
  } catch (error) {
    parts.logger.error({ act: operation.act, error }, "an outcome could not be read");
    return { isDone: true };
  }
}

async function settleIndexed(
  parts: TrackingParts,
  manager: EntityManager,
  hash: Hex,
  logs: readonly ChainEventLog[],
): Promise<SettledOperation[]> {
  const transaction = await transactionOfHash(manager, hash);
  if (transaction === undefined) return [];
  const settled: SettledOperation[] = [];
  for (const operation of await operationsOfTransaction(manager, transaction.id)) {
    if (operation.status === "indexed" || operation.status === "failed") continue;
    const outcome = outcomeOf(parts, operation, logs);
    if (outcome.isDone) await markIndexed(manager, operation.id, outcome.resultIds);
    else await markFailed(manager, operation.id, outcome.problem);
    settled.push({ id: operation.id, owner_person_id: operation.owner_person_id, status: outcome.isDone ? "indexed" : "failed" });
  }
  return settled;
}
