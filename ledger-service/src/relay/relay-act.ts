import type { Address, Hex } from "viem";
import type { z } from "zod";
import type { ChainEventLog } from "../platform/chain/chain-event-log.ts";
import type { Problem } from "../kernel/problem.ts";

export interface EncodedCall {
  readonly to: Address;
  readonly data: Hex;
}

/** What became of one item of a mined batch. */
export type ItemOutcome =
  | { readonly isDone: true; readonly resultIds?: Readonly<Record<string, string>> }
  | { readonly isDone: false; readonly problem: Problem };

/**
 * How one kind of act becomes a transaction. Items of one act and one `groupOf` that wait together travel together,
 * up to `batchLimit`. Items are kept as JSON; `item` reads them back, so bigints must be declared there
 * (`z.bigint()`; they are stored tagged).
 */
export interface RelayAct<Item> {
  /** "redeem", "post-lines": also the operation's `act`. */
  readonly name: string;
  readonly item: z.ZodType<Item>;
  readonly batchLimit: number;
  groupOf?(item: Item): string;
  /** The last second, unix, in which the ledger takes it; absent: it has no end, or is signed anew when sent. */
  validBefore?(item: Item): bigint;
  /** May sign with a service key: the same items must give a call of the same effect each time. */
  encode(items: readonly Item[]): EncodedCall | Promise<EncodedCall>;
  /** For acts whose refusals are values, not reverts (D11): asked before the operation is accepted. */
  preview?(item: Item): Promise<Problem | undefined>;
  /** Reads an item's fate in the events of its mined transaction; without it, mined without revert is done. */
  outcome?(item: Item, logs: readonly ChainEventLog[]): ItemOutcome;
}
