import { TransactionReceiptNotFoundError, type Hex, type TransactionReceipt } from "viem";
import { inTransaction } from "../platform/database/transaction.ts";
import { commonProblems } from "../platform/http/common.problems.ts";
import { markFailed, markMined, operationsOfTransaction, sendAlone } from "./operation-store.ts";
import type { SendingParts } from "./send-next-batch.ts";
import type { RelayPoint } from "./relay-point.ts";
import {
  minedTransactionsFrom,
  recordLoss,
  recordMining,
  recordSending,
  recordSuperseded,
  waitingTransactions,
  type LaneTransaction,
} from "./transaction-store.ts";

/** Not seen in a block after this long, a transaction is sent again: same bytes, same nonce. */
const resendAfterMs = 4_000;
const trackedMax = 200;

export interface TrackingParts extends SendingParts {
  readonly atPoint: (point: RelayPoint) => void;
  /** The embedded node may lose its last blocks; a chain of validators does not. */
  readonly isEmbedded: boolean;
}

/** Sends what is signed, again where it may be lost, and records what is mined. */
export async function trackTransactions(given: TrackingParts): Promise<void> {
  // Counts and receipts of one turn are of one node: another one, a block behind, would contradict it.
  const parts = { ...given, chain: given.chain.onOneNode() };
  for (const transaction of await waitingTransactions(parts.database.manager, trackedMax)) {
    if (transaction.status === "SIGNED") {
      await send(parts, transaction);
      continue;
    }
    const receipt = await receiptOf(parts, transaction.hashes);
    if (receipt !== undefined) await settle(parts, transaction, receipt);
    else if (isOverdue(transaction)) await sendAgain(parts, transaction);
  }
}

async function send(parts: TrackingParts, transaction: LaneTransaction): Promise<void> {
  parts.atPoint("SIGNED_NOT_SENT");
  try {
    await parts.chain.client.sendRawTransaction({ serializedTransaction: transaction.raw });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  parts.atPoint("SENT_NOT_RECORDED");
  await recordSending(parts.database.manager, transaction.id);
}

/** The same bytes again, unless their nonce is gone: then the items wait for another one. The fact's id guards them. */
async function sendAgain(parts: TrackingParts, transaction: LaneTransaction): Promise<void> {
  const chainNonce = await parts.chain.client.getTransactionCount({ address: transaction.lane, blockTag: "latest" });
  // Asked after the count: a transaction that counts has its receipt by now.
  if (chainNonce <= transaction.nonce || (await receiptOf(parts, transaction.hashes)) !== undefined) {
    await send(parts, transaction);
    return;
  }
  parts.logger.error({ act: transaction.act, nonce: transaction.nonce }, "a lane's nonce was used by a transaction that is not recorded here");
  await inTransaction(parts.database, async ({ manager }) => {
    await recordSuperseded(manager, transaction, chainNonce);
    const operations = await operationsOfTransaction(manager, transaction.id);
    await sendAlone(manager, operations.map((operation) => operation.id));
  });
}

async function settle(parts: TrackingParts, transaction: LaneTransaction, receipt: TransactionReceipt): Promise<void> {
  parts.atPoint("MINED_NOT_RECORDED");
  if (receipt.status === "success") {
    await inTransaction(parts.database, async ({ manager, afterCommit }) => {
      await recordMining(manager, transaction.id, receipt.blockNumber, "MINED");
      const operations = await markMined(manager, transaction.id);
      afterCommit(() => parts.tellOwner(operations));
    });
    return;
  }
  await settleRevert(parts, transaction, receipt);
}

/** A revert changed nothing on the ledger: a batch's items go again one by one, an item alone has failed. */
async function settleRevert(parts: TrackingParts, transaction: LaneTransaction, receipt: TransactionReceipt): Promise<void> {
  const before = await operationsOfTransaction(parts.database.manager, transaction.id);
  const problem = before.length === 1 ? await problemNow(parts, transaction, before) : undefined;
  await inTransaction(parts.database, async ({ manager, afterCommit }) => {
    await recordMining(manager, transaction.id, receipt.blockNumber, "REVERTED");
    const [only] = before;
    if (only !== undefined && problem !== undefined) {
      await markFailed(manager, only.id, problem);
      afterCommit(() => parts.tellOwner([{ ...only, status: "failed" }]));
    } else {
      await sendAlone(manager, before.map((operation) => operation.id));
    }
  });
}

async function problemNow(parts: TrackingParts, transaction: LaneTransaction, operations: Parameters<TrackingParts["acts"]["encode"]>[0]) {
  try {
    const call = await parts.acts.encode(operations);
    await parts.chain.client.call({ account: transaction.lane, to: call.to, data: call.data, gasPrice: 0n, blockTag: "pending" });
    return commonProblems.of("ledger-refused");
  } catch (error) {
    return parts.problemOf(error);
  }
}

/**
 * After the embedded node has lost its last blocks, what was mined in them is signed, known and sent again with the
 * same nonce. On a final chain it finds nothing.
 */
export async function recoverLostTransactions(parts: TrackingParts, lanes: readonly Hex[]): Promise<number> {
  if (!parts.isEmbedded) return 0;
  let lostCount = 0;
  for (const lane of lanes) {
    const chainNonce = await parts.chain.client.getTransactionCount({ address: lane, blockTag: "latest" });
    for (const transaction of await minedTransactionsFrom(parts.database.manager, lane, chainNonce)) {
      await recordLoss(parts.database.manager, transaction.id);
      lostCount += 1;
    }
  }
  if (lostCount > 0) parts.logger.error({ lostCount }, "mined transactions are gone from the chain: sending them again");
  return lostCount;
}

async function receiptOf(parts: TrackingParts, hashes: readonly Hex[]): Promise<TransactionReceipt | undefined> {
  for (const hash of hashes) {
    try {
      return await parts.chain.client.getTransactionReceipt({ hash });
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
    }
  }
  return undefined;
}

function isOverdue(transaction: LaneTransaction): boolean {
  return transaction.last_sent_at === null || Date.now() - transaction.last_sent_at.getTime() > resendAfterMs;
}

/** The node has it, in its pool or in a block. */
function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && /already known|already imported|nonce too low|known transaction/i.test(error.message);
}
