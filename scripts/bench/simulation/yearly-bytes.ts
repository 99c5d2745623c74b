import { YEAR_SECONDS } from "./arrivals.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import type { SimulatedYear } from "./simulate-year.ts";

export interface YearlyBytes {
  readonly blocks: number;
  readonly headers: number;
  /** Transactions and receipts. */
  readonly facts: number;
  readonly state: number;
  /** Everything that a node keeps. */
  readonly node: number;
  /** The largest city's database: each indexes the whole ledger. */
  readonly database: number;
}

export function yearlyBytes({ settled, transactions }: SimulatedYear): YearlyBytes {
  const { databaseBytes, ownDatabaseBytes, largestCityShare, emptyBlockBytes, transactionBytes, redemptionBytes, receiptBytes, receiptItemBytes, receiptCrossingBytes, crossingShare, stateBytes, blockSeconds } = ASSUMPTIONS;
  const blocks = YEAR_SECONDS / blockSeconds;
  const headers = blocks * emptyBlockBytes;
  const facts = transactions * (transactionBytes + receiptBytes) + settled * (redemptionBytes + receiptItemBytes + receiptCrossingBytes * crossingShare);
  const state = settled * stateBytes;
  return { blocks, headers, facts, state, node: headers + facts + state, database: settled * (databaseBytes + largestCityShare * ownDatabaseBytes) };
}
