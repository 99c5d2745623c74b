import type { Hex } from "viem";
import { accountsBook, type AccountsBook } from "./books/accounts-book.ts";
import { AnchorsBook } from "./books/anchors-book.ts";
import { attestationsBook } from "./books/attestations-book.ts";
import { AuthorityBook } from "./books/authority-book.ts";
import type { Book } from "./books/book.ts";
import { ClearingBook } from "./books/clearing-book.ts";
import { ConsortiumBook, type Founder } from "./books/consortium-book.ts";
import { CouncilBook } from "./books/council-book.ts";
import { decisionsBook } from "./books/decisions-book.ts";
import { ExchangesBook } from "./books/exchanges-book.ts";
import { issuanceBook, type IssuanceBook } from "./books/issuance-book.ts";
import { participantsBook } from "./books/participants-book.ts";
import { PauseBook } from "./books/pause-book.ts";
import { pointsBook, type PointsBook } from "./books/points-book.ts";
import { ProgrammesBook } from "./books/programmes-book.ts";
import { RedemptionsBook } from "./books/redemptions-book.ts";
import { SheetsBook } from "./books/sheets-book.ts";
import { spendingBook } from "./books/spending-book.ts";
import { transactionPairs } from "./books/transaction-pairs.ts";
import type { NetworkDescription } from "./network-description.ts";

export interface LedgerBooks {
  /** In the order in which they hear an event. */
  readonly all: readonly Book[];
  readonly accounts: AccountsBook;
  readonly authority: AuthorityBook;
  readonly points: PointsBook;
  readonly programmes: ProgrammesBook;
  readonly sheets: SheetsBook;
  readonly issuance: IssuanceBook;
  readonly redemptions: RedemptionsBook;
  readonly exchanges: ExchangesBook;
  readonly clearing: ClearingBook;
  readonly consortium: ConsortiumBook;
  readonly council: CouncilBook;
  readonly anchors: AnchorsBook;
}

export interface BooksSettings {
  readonly network: NetworkDescription;
  readonly ourSchemas: ReadonlySet<Hex>;
  readonly founders: readonly Founder[];
  /** First block of the period that issuance is told for; books begin with the deployment all the same. */
  readonly fromBlock: number;
  readonly seed: string;
  readonly fullComparisonMax: number;
}

/** The books of one audit, empty. */
export function openBooks({ network, ourSchemas, founders, fromBlock, seed, fullComparisonMax }: BooksSettings): LedgerBooks {
  const pairs = transactionPairs(network.contracts.has("council"));
  const authority = new AuthorityBook();
  const accounts = accountsBook(authority);
  const participants = participantsBook(authority, pairs);
  const programmes = new ProgrammesBook(authority, pairs);
  const issuance = issuanceBook(programmes, { fromBlock }, seed);
  const sheets = new SheetsBook({ accounts, authority, participants, programmes, issuance, pairs });
  const points = pointsBook(pairs, { seed, fullComparisonMax });
  const spending = spendingBook(authority, pairs);
  const redemptions = new RedemptionsBook({ participants, spending, pairs });
  const exchanges = new ExchangesBook(authority, spending, pairs);
  const clearing = new ClearingBook(authority, participants, pairs);
  const consortium = new ConsortiumBook(authority, pairs, founders);
  const council = new CouncilBook(authority, consortium, pairs);
  const anchors = new AnchorsBook(authority);
  const all = [
    authority, accounts, participants, programmes, sheets, issuance, points, redemptions, spending, exchanges, clearing,
    consortium, council, new PauseBook(authority, pairs), anchors, attestationsBook(pairs, ourSchemas), decisionsBook(pairs, network.contracts), pairs,
  ];
  return { all, accounts, authority, points, programmes, sheets, issuance, redemptions, exchanges, clearing, consortium, council, anchors };
}
