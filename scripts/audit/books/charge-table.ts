import type { Hex } from "viem";

/** What is kept of a charge, in 19 bytes: millions of them must fit in memory. */
export interface ChargeFacts {
  readonly status: number;
  readonly points: number;
  readonly refundedPoints: number;
  /** Days since 1970 (UTC) of the settlement. */
  readonly unixDay: number;
  /** First 32 bits of the payer's account: enough to see points go back to another. */
  readonly payer: number;
}

const FIRST_CAPACITY = 1 << 12;

/**
 * Charges by the first 64 bits of their id, in open addressing. Two charges that share 64 bits would be told as one;
 * among a billion of random ids the chance of such a pair is 3 %, and it would show as a difference, never hide one.
 */
export class ChargeTable {
  #capacity = FIRST_CAPACITY;
  #size = 0;
  #high = new Uint32Array(FIRST_CAPACITY);
  #low = new Uint32Array(FIRST_CAPACITY);
  #points = new Uint32Array(FIRST_CAPACITY);
  #refunded = new Uint32Array(FIRST_CAPACITY);
  #payers = new Uint32Array(FIRST_CAPACITY);
  #days = new Uint16Array(FIRST_CAPACITY);
  #statuses = new Uint8Array(FIRST_CAPACITY); // 0: free

  get size(): number {
    return this.#size;
  }

  get(chargeId: Hex): ChargeFacts | undefined {
    const at = this.#slotOf(firstBits(chargeId), secondBits(chargeId));
    if (this.#statuses[at] === 0) return undefined;
    return {
      status: this.#statuses[at] ?? 0,
      points: this.#points[at] ?? 0,
      refundedPoints: this.#refunded[at] ?? 0,
      unixDay: this.#days[at] ?? 0,
      payer: this.#payers[at] ?? 0,
    };
  }

  set(chargeId: Hex, facts: ChargeFacts): void {
    if (this.#size * 2 >= this.#capacity) this.#grow();
    this.#put(firstBits(chargeId), secondBits(chargeId), facts);
  }

  #put(high: number, low: number, facts: ChargeFacts): void {
    const at = this.#slotOf(high, low);
    if (this.#statuses[at] === 0) this.#size += 1;
    this.#high[at] = high;
    this.#low[at] = low;
    this.#statuses[at] = facts.status;
    this.#points[at] = facts.points;
    this.#refunded[at] = facts.refundedPoints;
    this.#days[at] = facts.unixDay;
    this.#payers[at] = facts.payer;
  }

  #slotOf(high: number, low: number): number {
    let at = low & (this.#capacity - 1);
    while (this.#statuses[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low)) at = (at + 1) & (this.#capacity - 1);
    return at;
  }

  #grow(): void {
    const [highs, lows, statuses, points, refunded, days, payers] = [this.#high, this.#low, this.#statuses, this.#points, this.#refunded, this.#days, this.#payers];
    this.#capacity *= 2;
    this.#size = 0;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#points = new Uint32Array(this.#capacity);
    this.#refunded = new Uint32Array(this.#capacity);
    this.#payers = new Uint32Array(this.#capacity);
    this.#days = new Uint16Array(this.#capacity);
    this.#statuses = new Uint8Array(this.#capacity);
    statuses.forEach((status, at) => {
      if (status === 0) return;
      this.#put(highs[at] ?? 0, lows[at] ?? 0, {
        status,
        points: points[at] ?? 0,
        refundedPoints: refunded[at] ?? 0,
        unixDay: days[at] ?? 0,
        payer: payers[at] ?? 0,
      });
    });
  }
}

const firstBits = (id: Hex): number => Number.parseInt(id.slice(2, 10), 16);
const secondBits = (id: Hex): number => Number.parseInt(id.slice(10, 18), 16);

/** The bits of an account that a charge keeps. */
export const payerBits = firstBits;
