import type { Hex } from "viem";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** EAS is open to anyone: only attestations under our contracts' schemas must have a fact behind them. */
export function attestationsBook(pairs: TransactionPairs, ourSchemas: ReadonlySet<Hex>): Book {
  return {
    checks: [],
    listener: {
      eas: {
        Attested({ uid, schemaUID }) {
          if (ourSchemas.has(schemaUID)) pairs.consequence("attestation", uid);
        },
      },
    },
  };
}
