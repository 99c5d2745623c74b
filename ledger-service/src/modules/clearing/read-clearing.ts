import type { DataSource } from "typeorm";
import type { ClearingPeriodRow } from "./clearing.entity.ts";
import { netPoints, owedPoints, pairViews, type ClearingCity } from "./clearing-books.ts";
import { clearingProblems } from "./clearing.problems.ts";
import { listObligations, listPeriods, listSides, readDefaultPointsPerResident } from "./clearing-store.ts";

const SERIES_PERIODS_MAX = 24;

/** The books between this city and the others, for one period (the current one unless said otherwise). */
export async function readClearing(
  database: DataSource,
  own: ClearingCity,
  cities: readonly ClearingCity[],
  periodIndex: number | undefined,
  now: Date,
) {
  const [allPeriods, obligations, sides, defaultPointsPerResident] = await Promise.all([
    listPeriods(database),
    listObligations(database),
    listSides(database),
    readDefaultPointsPerResident(database),
  ]);
  const begun = allPeriods.filter(({ startsAt }) => startsAt <= now);
  const period = periodIndex === undefined ? begun.at(-1) : begun.find((one) => one.periodIndex === periodIndex);
  if (periodIndex !== undefined && period === undefined) throw clearingProblems.of("clearing-period-unknown");
  const rows = obligations.filter((row) => row.periodIndex === period?.periodIndex);
  const cityIds = cities.map(({ id }) => id);
  return {
    periods: begun.slice(-SERIES_PERIODS_MAX).map((one) => periodView(one, allPeriods)),
    period: period?.periodIndex ?? null,
    rows: pairViews({ own, cities, rows, sides, defaultPointsPerResident }).map((pair) => ({
      ...pair,
      owesUsPoints: pair.owesUsPoints.toString(),
      weOwePoints: pair.weOwePoints.toString(),
      netPoints: (pair.owesUsPoints - pair.weOwePoints).toString(),
      ceilingTheyOwePoints: pair.ceilingTheyOwePoints.toString(),
      ceilingWeOwePoints: pair.ceilingWeOwePoints.toString(),
    })),
    netPoints: netPoints(rows, own.id).toString(),
    matrix: {
      cityIds,
      cells: cityIds.map((debtor) => cityIds.map((creditor) => owedPoints(rows, debtor, creditor).toString())),
    },
    series: begun.slice(-SERIES_PERIODS_MAX).map((one) => ({
      index: one.periodIndex,
      startsAt: one.startsAt.toISOString(),
      netPoints: netPoints(
        obligations.filter((row) => row.periodIndex === one.periodIndex),
        own.id,
      ).toString(),
    })),
  };
}

function periodView(period: ClearingPeriodRow, all: readonly ClearingPeriodRow[]) {
  const next = all.find(({ periodIndex }) => periodIndex === period.periodIndex + 1);
  return {
    index: period.periodIndex,
    startsAt: period.startsAt.toISOString(),
    endsAt: next?.startsAt.toISOString() ?? null,
  };
}

/** This city's net position in the period that holds `now`. */
export async function readNetPosition(
  database: DataSource,
  cityId: number,
  now: Date,
): Promise<{ periodIndex: number; points: bigint } | undefined> {
  const [periods, obligations] = await Promise.all([listPeriods(database), listObligations(database)]);
  const period = periods.filter(({ startsAt }) => startsAt <= now).at(-1);
  if (period === undefined) return undefined;
  const rows = obligations.filter(({ periodIndex }) => periodIndex === period.periodIndex);
  return { periodIndex: period.periodIndex, points: netPoints(rows, cityId) };
}
