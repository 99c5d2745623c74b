import type { Transaction } from "../platform/database/transaction.ts";
import type { OperationView } from "./operation.schemas.ts";
import type { RelayAct } from "./relay-act.ts";

export interface Submission {
  /** Whose operation it is: only that person may follow it. Absent for the service's own acts. */
  readonly ownerPersonId?: string;
  /** The fact's own id ("sheet:0x…"): a second submission of the same fact gets the first one's operation. */
  readonly factId?: string;
  /** Known before the chain answers, shown with the operation. */
  readonly resultIds?: Readonly<Record<string, string>>;
}

/** Sends signed acts to the chain, each exactly once through any kill. */
export interface Relay {
  /**
   * Checks, simulates at `pending`, and records the operation in the caller's transaction; it is sent after the commit.
   * @throws Problem when the chain would refuse it, or is out of reach
   */
  submit<Item>(transaction: Transaction, act: RelayAct<Item>, item: Item, submission?: Submission): Promise<OperationView>;
}
