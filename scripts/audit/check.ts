import type { Hex } from "viem";
import type { Sentence } from "./audit-problem.ts";

/** One thing that is not as it must be. Amounts as decimal text. */
export interface Difference {
  readonly check: string;
  readonly what: Sentence;
  readonly expected: string;
  readonly found: string;
  readonly blockNumber?: number;
  readonly transactionHash?: Hex;
}

/** The place of a difference that one event shows. */
export interface Where {
  readonly blockNumber: number;
  readonly transactionHash: Hex;
}

/** A chain that is wrong everywhere must not fill the memory: the rest is counted. */
const KEPT_MAX = 100;

/** One line of the table: how often a rule was looked at, how often it was broken, and the first differences. */
export class Check {
  readonly id: string;
  readonly title: Sentence;
  compared = 0;
  differing = 0;
  readonly differences: Difference[] = [];

  constructor(id: string, title: Sentence) {
    this.id = id;
    this.title = title;
  }

  /** Counts a comparison; where the two differ, keeps what `describe` says of it. */
  equal(expected: unknown, found: unknown, describe: () => Sentence, where?: Where): void {
    this.compared += 1;
    if (expected !== found) this.#keep(describe(), String(expected), String(found), where);
  }

  /** Counts a rule that holds or not. */
  holds(isTrue: boolean, describe: () => Sentence & { readonly expected: string; readonly found: string }, where?: Where): void {
    this.compared += 1;
    if (isTrue) return;
    const { fr, en, expected, found } = describe();
    this.#keep({ fr, en }, expected, found, where);
  }

  #keep(what: Sentence, expected: string, found: string, where: Where | undefined): void {
    this.differing += 1;
    if (this.differences.length >= KEPT_MAX) return;
    this.differences.push({
      check: this.id,
      what,
      expected,
      found,
      ...(where && { blockNumber: where.blockNumber, transactionHash: where.transactionHash }),
    });
  }
}
