import { peakOf, firstToBreak, lanesOf } from "./what-breaks.ts";
import type { SimulatedYear } from "./simulate-year.ts";
import { yearlyBytes } from "./yearly-bytes.ts";

const numbers = new Intl.NumberFormat("en-CA", { maximumFractionDigits: 1 });
const small = new Intl.NumberFormat("en-CA", { maximumFractionDigits: 2 });
const GIGA = 1e9;
const MEGA = 1e6;

const HEADINGS = [
  "residents", "a year each", "redemptions, M", "transactions, M", "blocks that hold some, M of 31.5", "busiest second", "10 × mean, a second",
  "Mgas in the busiest block", "wait p50 / p99, s", "expired", "headers, GB", "transactions and receipts, GB", "state (e), GB", "node disk, GB/yr",
  "largest database, GB/yr", "lanes, largest city", "breaks first",
];

function cellsOf(year: SimulatedYear): string[] {
  const bytes = yearlyBytes(year);
  const gigabytes = (value: number): string => numbers.format(value / GIGA);
  return [
    numbers.format(year.scenario.residents),
    String(year.scenario.perResident),
    numbers.format(year.asked / MEGA),
    numbers.format(year.transactions / MEGA),
    numbers.format(year.busyBlocks / MEGA),
    numbers.format(year.busiestSecond),
    small.format(peakOf(year)),
    numbers.format(year.gasOfBusiestBlock / MEGA),
    `${small.format(year.waitP50)} / ${small.format(year.waitP99)}`,
    `${small.format((100 * year.expired) / year.asked)} %`,
    gigabytes(bytes.headers),
    gigabytes(bytes.facts),
    gigabytes(bytes.state),
    gigabytes(bytes.node),
    gigabytes(bytes.database),
    String(lanesOf(year)),
    firstToBreak(year),
  ];
}

/** A table in Markdown, a row a scenario. */
export function simulationTable(years: readonly SimulatedYear[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(HEADINGS), line(HEADINGS.map(() => "--:")), ...years.map((year) => line(cellsOf(year)))].join("\n");
}
