import { ITEMS_A_BLOCK_MAX, MEAN_GAS, type Scenario, type SimulatedYear, simulateYear } from "./simulate-year.ts";
import { simulationTable } from "./simulation-table.ts";

const RESIDENTS = [300_000, 3_000_000, 38_000_000];
const PER_RESIDENT = [12, 40, 160];
export const SEED = "maille 2026";

export const SCENARIOS: readonly Scenario[] = RESIDENTS.flatMap((residents) => PER_RESIDENT.map((perResident) => ({ residents, perResident })));

/** Nine years, one after the other: the same seed gives the same table. */
export function runSimulation(seed: string, print: (line: string) => void): SimulatedYear[] {
  print(`Seed "${seed}". Gas of a redemption: ${MEAN_GAS.toFixed(0)}; validators execute ${String(ITEMS_A_BLOCK_MAX)} a block.`);
  const years = SCENARIOS.map((scenario) => simulateYear(scenario, seed));
  print(simulationTable(years));
  return years;
}
