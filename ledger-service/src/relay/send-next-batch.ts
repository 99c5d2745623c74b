import type { DataSource } from "typeorm";
import type { Chain } from "../platform/chain/chain.ts";
import { isChainFailure, isLedgerAway, type ProblemOfChainError } from "../platform/chain/revert.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import type { Signer } from "../platform/keys/signer.ts";
import type { Logger } from "../platform/logging/logger.ts";
import type { ActBook } from "./act-book.ts";
import type { TellOwner } from "./tell-owner.ts";
import { lockNextBatch, markFailed, markSent, sendAlone, type OperationRow } from "./operation-store.ts";
import type { EncodedCall } from "./relay-act.ts";
import { signLaneTransaction, transactionGasMax } from "./sign-lane-transaction.ts";
import { insertTransaction, lockLane } from "./transaction-store.ts";
import { commonProblems } from "../platform/http/common.problems.ts";

export interface SendingParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly acts: ActBook;
  readonly problemOf: ProblemOfChainError;
  readonly tellOwner: TellOwner;
  readonly logger: Logger;
}

/**
 * Takes the next batch on a lane: encodes, simulates, signs, and keeps the raw transaction with its nonce in one
 * database transaction, before anything is sent. Whatever dies afterwards, the same bytes are sent again.
 * @returns whether there was something to take
 */
export function signNextBatch(parts: SendingParts, lane: Signer): Promise<boolean> {
  return inTransaction(parts.database, async (transaction) => {
    const { manager } = transaction;
    const nonce = await lockLane(manager, lane.address);
    if (nonce === undefined) return false;
    const batch = await lockNextBatch(manager, (act) => parts.acts.batchLimitOf(act));
    const [head] = batch;
    if (head === undefined) return false;
    const ids = batch.map((operation) => operation.id);

    const prepared = await prepare(parts, lane, batch);
    if (prepared.isRefused) {
      if (isLedgerAway(prepared.problem)) throw prepared.problem;
      if (batch.length > 1) {
        await sendAlone(manager, ids);
        return true;
      }
      await markFailed(manager, head.id, prepared.problem);
      transaction.afterCommit(() => parts.tellOwner([{ ...head, status: "failed" }]));
      return true;
    }

    const signed = await signLaneTransaction(lane, { chainId: parts.chain.chainId, nonce, call: prepared.call });
    const transactionId = await insertTransaction(manager, { lane: lane.address, nonce, act: head.act, ...signed });
    await markSent(manager, ids, transactionId);
    transaction.afterCommit(() => parts.tellOwner(batch.map((operation) => ({ ...operation, status: "sent" as const }))));
    return true;
  });
}

type Prepared =
  | { readonly isRefused: false; readonly call: EncodedCall }
  | { readonly isRefused: true; readonly problem: ReturnType<ProblemOfChainError> };

/**
 * Plays the batch once, with all the gas that it will be given. Gas is not estimated: it costs nothing here, a node
 * estimates by playing the batch over and over, and an item that may fail alone makes the least gas too little.
 */
async function prepare(parts: SendingParts, lane: Signer, batch: readonly OperationRow[]): Promise<Prepared> {
  try {
    const call = await parts.acts.encode(batch);
    await parts.chain.client.call({
      account: lane.address,
      to: call.to,
      data: call.data,
      gas: transactionGasMax,
      gasPrice: 0n,
      blockTag: "pending",
    });
    return { isRefused: false, call };
  } catch (error) {
    if (isChainFailure(error)) return { isRefused: true, problem: parts.problemOf(error) };
    // A fault of ours must not stand in the way of what waits behind it.
    parts.logger.error({ act: batch[0]?.act, error }, "an act could not be encoded");
    return { isRefused: true, problem: commonProblems.of("internal-error") };
  }
}
