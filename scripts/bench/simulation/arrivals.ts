import { seededNumbers } from "../../audit/seeded-sample.ts";

/** Relative weight of each local hour, weekday (Monday first) and month. Made up after shops' opening hours. */
const HOURS = [0.05, 0.03, 0.02, 0.02, 0.03, 0.1, 0.3, 0.7, 1.0, 1.2, 1.4, 1.8, 2.0, 1.6, 1.5, 1.7, 2.1, 2.2, 1.8, 1.4, 1.1, 0.9, 0.6, 0.3];
const WEEKDAYS = [0.9, 0.9, 0.95, 1.05, 1.25, 1.3, 0.65];
const MONTHS = [0.85, 0.85, 0.95, 0.95, 1.0, 1.05, 1.0, 1.0, 1.0, 1.0, 1.1, 1.25];

export const YEAR_SECONDS = 365 * 86_400;
const RUSHES_A_YEAR = 12;
const RUSH_SECONDS = 1_200;
/** Above this mean a Poisson draw is taken from the normal law. */
const NORMAL_FROM = 30;

const meanOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0) / weights.length;

export interface Arrivals {
  /** Redemptions asked for in the second `second` of the year; called once a second, in order. */
  next(second: number): number;
}

/**
 * A year of redemptions, second by second: hours, weekdays and months weigh as in shops, and twelve times a year
 * everybody comes at once for twenty minutes, at `peakFactor` times the mean.
 */
export function arrivalsOf(settings: { readonly perYear: number; readonly peakFactor: number; readonly seed: string }): Arrivals {
  const { perYear, peakFactor, seed } = settings;
  const random = seededNumbers(seed);
  const mean = perYear / YEAR_SECONDS;
  const scale = mean / (meanOf(HOURS) * meanOf(WEEKDAYS) * meanOf(MONTHS));
  const rushes = Array.from({ length: RUSHES_A_YEAR }, () => Math.floor(random() * 365) * 86_400 + 17 * 3_600);
  let rate = 0;
  let zeroChance = 1;
  return {
    next(second) {
      if (second % 60 === 0) {
        rate = rateAt(second, scale);
        if (rushes.some((start) => second >= start && second < start + RUSH_SECONDS)) rate = Math.max(rate, peakFactor * mean);
        zeroChance = Math.exp(-rate);
      }
      return rate < NORMAL_FROM ? smallDraw(zeroChance, random) : normalDraw(rate, random);
    },
  };
}

function rateAt(second: number, scale: number): number {
  const day = Math.floor(second / 86_400);
  const month = Math.min(11, Math.floor(day / 30.42));
  return scale * (HOURS[Math.floor((second % 86_400) / 3_600)] ?? 0) * (WEEKDAYS[day % 7] ?? 0) * (MONTHS[month] ?? 0);
}

/** Knuth's draw: as many turns as arrivals. */
function smallDraw(zeroChance: number, random: () => number): number {
  let [count, product] = [0, random()];
  while (product > zeroChance) {
    product *= random();
    count += 1;
  }
  return count;
}

function normalDraw(rate: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());
  return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal));
}
