import type { Address } from "viem";
import { randomUUID } from "../kernel/random-id.ts";
import type { Chain } from "../platform/chain/chain.ts";
import type { LedgerGate } from "../platform/chain/ledger-gate.ts";
import { isChainFailure, type ProblemOfChainError } from "../platform/chain/revert.ts";
import type { Transaction } from "../platform/database/transaction.ts";
import { withLedgerNote } from "./ledger-note.ts";
import type { OperationView } from "./operation.schemas.ts";
import { insertOperation, operationOfFact, viewOf } from "./operation-store.ts";
import type { RelayAct } from "./relay-act.ts";
import type { Relay, Submission } from "./relay.ts";

/** `wake` tells the sender that something waits. */
export function createRelay(parts: {
  chain: Chain;
  /** Sends in simulations: a lane's address. */
  sender: Address;
  problemOf: ProblemOfChainError;
  ledger: LedgerGate;
  wake: () => void;
}): Relay {
  return {
    async submit<Item>(
      transaction: Transaction,
      act: RelayAct<Item>,
      item: Item,
      submission: Submission = {},
    ): Promise<OperationView> {
      const known = submission.factId === undefined ? undefined : await operationOfFact(transaction.manager, submission.factId);
      if (known !== undefined) return withLedgerNote(viewOf(known), parts.ledger.state());
      parts.ledger.requireTimeFor(act.validBefore?.(item));
      await simulate(parts, act, item);
      const row = await insertOperation(transaction.manager, {
        id: randomUUID(),
        act: act.name,
        groupKey: act.groupOf?.(item) ?? "",
        item,
        ownerPersonId: submission.ownerPersonId,
        factId: submission.factId,
        resultIds: submission.resultIds,
      });
      transaction.afterCommit(parts.wake);
      return withLedgerNote(viewOf(row ?? (await sameFact(transaction, submission))), parts.ledger.state());
    },
  };
}

/** A would-be refusal is answered at once; the chain out of reach is a refusal too [S14]. */
async function simulate<Item>(
  parts: { chain: Chain; sender: Address; problemOf: ProblemOfChainError },
  act: RelayAct<Item>,
  item: Item,
): Promise<void> {
  try {
    const refusal = await act.preview?.(item);
    if (refusal !== undefined) throw refusal;
    const call = await act.encode([item]);
    await parts.chain.client.call({
      account: parts.sender,
      to: call.to,
      data: call.data,
      gasPrice: 0n,
      // On an idle chain `latest` carries an old clock; the next block's is what counts.
      blockTag: "pending",
    });
  } catch (error) {
    throw isChainFailure(error) ? parts.problemOf(error) : error;
  }
}

/** Another transaction recorded the fact between our look and our insert. */
async function sameFact(transaction: Transaction, submission: Submission) {
  const row = submission.factId === undefined ? undefined : await operationOfFact(transaction.manager, submission.factId);
  if (row === undefined) throw new Error("An operation was refused without another of the same fact");
  return row;
}
