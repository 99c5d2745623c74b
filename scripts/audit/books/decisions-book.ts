import type { Address } from "viem";
import type { ContractName } from "../ledger-event.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** What the council's timelock called: the only way in which a common rule changes after the deployment. */
export function decisionsBook(pairs: TransactionPairs, contracts: ReadonlyMap<ContractName, Address>): Book & { readonly counts: { executed: number } } {
  const names = new Map([...contracts].map(([name, address]) => [address, name]));
  const counts = { executed: 0 };
  return {
    counts,
    checks: [],
    listener: {
      timelock: {
        CallExecuted({ target }) {
          counts.executed += 1;
          const name = names.get(target);
          if (name !== undefined) pairs.called(name);
        },
      },
    },
  };
}
