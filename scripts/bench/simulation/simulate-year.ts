import { type Arrivals, arrivalsOf, YEAR_SECONDS } from "./arrivals.ts";
import { ASSUMPTIONS } from "./assumptions.ts";

export interface Scenario {
  readonly residents: number;
  readonly perResident: number;
}

export interface SimulatedYear {
  readonly scenario: Scenario;
  readonly asked: number;
  readonly settled: number;
  /** Waited longer than a charge lives. */
  readonly expired: number;
  readonly busyBlocks: number;
  readonly transactions: number;
  readonly busiestSecond: number;
  /** Seconds from being asked to its block, of one in two and of ninety-nine in a hundred. */
  readonly waitP50: number;
  readonly waitP99: number;
  readonly gasOfBusiestBlock: number;
}

const { cities, batchItems, crossingShare, redemptionGas, crossingGas, executedGasPerSecond, blockSeconds, chargeLifeSeconds, peakFactor } = ASSUMPTIONS;
export const MEAN_GAS = redemptionGas * (1 - crossingShare) + crossingGas * crossingShare;
/** What validators execute while a block lasts. */
export const ITEMS_A_BLOCK_MAX = Math.floor((executedGasPerSecond * blockSeconds) / MEAN_GAS);

/** Plays every second of a year: what is asked waits in line, a block takes what validators can execute. */
export function simulateYear(scenario: Scenario, seed: string): SimulatedYear {
  const perYear = scenario.residents * scenario.perResident;
  const arrivals = arrivalsOf({ perYear, peakFactor, seed: `${seed} ${scenario.residents} ${scenario.perResident}` });
  return playYear(scenario, arrivals);
}

function playYear(scenario: Scenario, arrivals: Arrivals): SimulatedYear {
  const waits = new Float64Array(chargeLifeSeconds + 2);
  const line = new Line();
  let [asked, settled, expired, busyBlocks, transactions, busiestSecond, mostInABlock] = [0, 0, 0, 0, 0, 0, 0];
  for (let second = 0; second < YEAR_SECONDS; second += 1) {
    const count = arrivals.next(second);
    asked += count;
    if (count > busiestSecond) busiestSecond = count;
    if (count > 0) line.join(second, count);
    if (line.isEmpty) continue;
    expired += line.dropBefore(second - chargeLifeSeconds);
    const taken = line.take(ITEMS_A_BLOCK_MAX, (since, some) => {
      waits[second - since] = (waits[second - since] ?? 0) + some;
    });
    if (taken === 0) continue;
    settled += taken;
    busyBlocks += 1;
    transactions += transactionsOf(taken);
    if (taken > mostInABlock) mostInABlock = taken;
  }
  const waited = (share: number): number => quantile(waits, settled * share) + blockSeconds * 0.65;
  return {
    scenario, asked, settled, expired, busyBlocks, busiestSecond,
    transactions: Math.round(transactions),
    waitP50: waited(0.5),
    waitP99: waited(0.99),
    gasOfBusiestBlock: mostInABlock * MEAN_GAS,
  };
}

/** Each city's relay sends what it has in a block as batches: the expected number of them. */
function transactionsOf(items: number): number {
  const citiesWithItems = cities * (1 - (1 - 1 / cities) ** items);
  return Math.max(citiesWithItems, items / batchItems);
}

function quantile(counts: Float64Array, rank: number): number {
  let sum = 0;
  const found = counts.findIndex((count) => {
    sum += count;
    return sum >= rank;
  });
  return Math.max(0, found);
}

/** Redemptions that wait, by the second in which they were asked. */
class Line {
  readonly #since: number[] = [];
  readonly #counts: number[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#first >= this.#since.length;
  }

  join(second: number, count: number): void {
    if (this.isEmpty) [this.#since.length, this.#counts.length, this.#first] = [0, 0, 0];
    this.#since.push(second);
    this.#counts.push(count);
  }

  dropBefore(second: number): number {
    let dropped = 0;
    while (!this.isEmpty && (this.#since[this.#first] ?? 0) < second) {
      dropped += this.#counts[this.#first] ?? 0;
      this.#first += 1;
    }
    return dropped;
  }

  take(most: number, onTaken: (since: number, count: number) => void): number {
    let left = most;
    while (left > 0 && !this.isEmpty) {
      const waiting = this.#counts[this.#first] ?? 0;
      const some = Math.min(left, waiting);
      onTaken(this.#since[this.#first] ?? 0, some);
      this.#counts[this.#first] = waiting - some;
      left -= some;
      if (some === waiting) this.#first += 1;
    }
    return most - left;
  }
}
