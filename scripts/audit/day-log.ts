import { eventLeaf, joinNodes, nextLogHead } from "maille-verify/event-leaf";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import type { IssuerCount } from "./books/points-book.ts";
import { civilDayOf, dayStartSeconds, nextDay } from "./civil-day.ts";
import type { TimedLog } from "./read-logs.ts";

/** What a city's close must say of a day's events, and of all until its end. */
export interface DayFacts {
  readonly day: string;
  readonly eventCount: number;
  readonly eventsRoot: Hex;
  readonly logHead: Hex;
  readonly totals: ReadonlyMap<number, Readonly<IssuerCount>>;
}

const NO_EVENTS: Hex = `0x${"00".repeat(32)}`;

/** The log of all events, day by day, as cities' closes tell it. Hears each log before the books do. */
export class DayLog {
  readonly #issuers: ReadonlyMap<number, IssuerCount>;
  readonly #days: DayFacts[] = [];
  #head: Hex;
  #day = "";
  #dayEndsAt = 0;
  #tree = new GrowingTree();

  constructor(genesisHash: Hex, issuers: ReadonlyMap<number, IssuerCount>) {
    this.#head = genesisHash;
    this.#issuers = issuers;
  }

  hear(log: TimedLog): void {
    if (log.timestamp >= this.#dayEndsAt) this.#begin(civilDayOf(log.timestamp));
    const leaf = eventLeaf({ ...log, blockNumber: BigInt(log.blockNumber) });
    this.#head = nextLogHead(this.#head, leaf);
    this.#tree.add(leaf);
  }

  /** After the last log. */
  end(): void {
    if (this.#day !== "") this.#keep();
  }

  /** @returns what holds of a day, also of one without an event; undefined before the first */
  of(day: string): DayFacts | undefined {
    const last = this.#days.findLast((known) => known.day <= day);
    return last === undefined || last.day === day ? last : { ...last, day, eventCount: 0, eventsRoot: NO_EVENTS };
  }

  #begin(day: string): void {
    if (this.#day !== "") this.#keep();
    this.#day = day;
    this.#dayEndsAt = dayStartSeconds(nextDay(day));
    this.#tree = new GrowingTree();
  }

  #keep(): void {
    const totals = new Map([...this.#issuers].map(([cityId, count]) => [cityId, { ...count }]));
    this.#days.push({ day: this.#day, eventCount: this.#tree.count, eventsRoot: this.#tree.root(), logHead: this.#head, totals });
  }
}

/** A Merkle tree whose odd nodes go up as they are, of which only the finished subtrees are kept. */
class GrowingTree {
  readonly #subtrees: { readonly level: number; readonly node: Uint8Array }[] = [];
  count = 0;

  add(leaf: Hex): void {
    this.count += 1;
    let added = { level: 0, node: hexToBytes(leaf) };
    for (let last = this.#subtrees.at(-1); last?.level === added.level; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      added = { level: added.level + 1, node: joinNodes(last.node, added.node) };
    }
    this.#subtrees.push(added);
  }

  root(): Hex {
    if (this.#subtrees.length === 0) return NO_EVENTS;
    return bytesToHex(this.#subtrees.map(({ node }) => node).reduceRight((right, left) => joinNodes(left, right)));
  }
}
