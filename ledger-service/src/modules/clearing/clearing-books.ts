import type { ObligationRow, SideRow } from "./clearing.entity.ts";

/** A member city as clearing needs it: the default ceiling follows the debtor's population (D10). */
export interface ClearingCity {
  readonly id: number;
  readonly population: number;
}

export interface PairView {
  readonly cityId: number;
  readonly owesUsPoints: bigint;
  readonly weOwePoints: bigint;
  readonly ceilingTheyOwePoints: bigint;
  readonly ceilingWeOwePoints: bigint;
  readonly suspendedByUs: boolean;
  readonly suspendedByThem: boolean;
}

/** Recorded less reversed; reversals of an earlier period's redemption may make it negative. */
export function owedPoints(rows: readonly ObligationRow[], debtor: number, creditor: number): bigint {
  return rows
    .filter((row) => row.debtor === debtor && row.creditor === creditor)
    .reduce((sum, row) => sum + row.recordedPoints - row.reversedPoints, 0n);
}

/** > 0: the city receives; < 0: it owes. The positions of all cities sum to zero (I5). */
export function netPoints(rows: readonly ObligationRow[], cityId: number): bigint {
  return rows.reduce((sum, row) => {
    const owed = row.recordedPoints - row.reversedPoints;
    if (row.creditor === cityId) return sum + owed;
    return row.debtor === cityId ? sum - owed : sum;
  }, 0n);
}

/** The lower of the two sides holds; a side not set is the default of the debtor's population. */
export function ceilingPoints(
  sides: readonly SideRow[],
  debtor: ClearingCity,
  creditorId: number,
  defaultPointsPerResident: bigint,
): bigint {
  const byDefault = defaultPointsPerResident * BigInt(debtor.population);
  const limits = [
    findSide(sides, debtor.id, creditorId, false),
    findSide(sides, creditorId, debtor.id, true),
  ].map((side) => (side === undefined ? byDefault : side.suspended ? 0n : side.ceilingPoints));
  return limits.reduce((lowest, limit) => (limit < lowest ? limit : lowest));
}

export function findSide(sides: readonly SideRow[], cityId: number, otherCityId: number, asCreditor: boolean): SideRow | undefined {
  return sides.find(
    (side) => side.cityId === cityId && side.otherCityId === otherCityId && side.asCreditor === asCreditor,
  );
}

/** This city's pairs with every other one, for a period. */
export function pairViews(parts: {
  own: ClearingCity;
  cities: readonly ClearingCity[];
  rows: readonly ObligationRow[];
  sides: readonly SideRow[];
  defaultPointsPerResident: bigint;
}): PairView[] {
  const { own, rows, sides, defaultPointsPerResident } = parts;
  const isSuspended = (cityId: number, otherCityId: number) =>
    [true, false].some((asCreditor) => findSide(sides, cityId, otherCityId, asCreditor)?.suspended === true);
  return parts.cities
    .filter(({ id }) => id !== own.id)
    .map((city) => ({
      cityId: city.id,
      owesUsPoints: owedPoints(rows, city.id, own.id),
      weOwePoints: owedPoints(rows, own.id, city.id),
      ceilingTheyOwePoints: ceilingPoints(sides, city, own.id, defaultPointsPerResident),
      ceilingWeOwePoints: ceilingPoints(sides, own, city.id, defaultPointsPerResident),
      suspendedByUs: isSuspended(own.id, city.id),
      suspendedByThem: isSuspended(city.id, own.id),
    }));
}
