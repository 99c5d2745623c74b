import { YEAR_SECONDS } from "./arrivals.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { ITEMS_A_BLOCK_MAX, type SimulatedYear } from "./simulate-year.ts";
import { yearlyBytes } from "./yearly-bytes.ts";

/** How much of something a year asks for, against what there is: above 1 it breaks. */
export interface Load {
  readonly what: string;
  readonly share: number;
}

/** The most loaded first. */
export function loadsOf(year: SimulatedYear): Load[] {
  const { peakFactor, largestCityShare, laneRedemptionsPerSecond, checkedPerSecond, diskBytes, blockSeconds } = ASSUMPTIONS;
  const peak = peakOf(year);
  const ofLargestCity = peak * largestCityShare;
  const bytes = yearlyBytes(year);
  const loads: Load[] = [
    { what: `validators' execution at ${String(peakFactor)} × the mean`, share: (peak * blockSeconds) / ITEMS_A_BLOCK_MAX },
    { what: "one relay lane of the largest city", share: ofLargestCity / laneRedemptionsPerSecond },
    { what: "checks before acceptance, largest city", share: ofLargestCity / checkedPerSecond },
    { what: "a node's disk of 2 TB, one year", share: bytes.node / diskBytes },
    { what: "the largest city's database of 2 TB, one year", share: bytes.database / diskBytes },
  ];
  return loads.sort((one, other) => other.share - one.share);
}

/** Redemptions asked for in the busiest second, by the rule of thumb. */
export const peakOf = ({ scenario }: SimulatedYear): number =>
  (ASSUMPTIONS.peakFactor * scenario.residents * scenario.perResident) / YEAR_SECONDS;

/** Relay lanes that the largest city needs at the peak. */
export const lanesOf = (year: SimulatedYear): number =>
  Math.max(1, Math.ceil((peakOf(year) * ASSUMPTIONS.largestCityShare) / ASSUMPTIONS.laneRedemptionsPerSecond));

export function firstToBreak(year: SimulatedYear): string {
  const [most] = loadsOf(year);
  if (most === undefined) return "nothing";
  const share = most.share >= 10 ? most.share.toFixed(0) : most.share.toFixed(2);
  return most.share > 1 ? `${most.what}: ${share} ×` : `nothing; most loaded: ${most.what}, ${share} ×`;
}
