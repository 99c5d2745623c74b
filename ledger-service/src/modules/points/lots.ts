/** Points of one issuing city, as the chain's events carry them. */
export interface Lot {
  readonly cityId: number;
  readonly points: bigint;
}

/** Lots as JSON keeps them: amounts are decimal strings. */
export interface LotText {
  readonly cityId: number;
  readonly points: string;
}

export function lotTexts(lots: readonly Lot[]): LotText[] {
  return lots.map((lot) => ({ cityId: lot.cityId, points: lot.points.toString() }));
}

export function sumOfLots(lots: readonly Lot[]): bigint {
  return lots.reduce((sum, lot) => sum + lot.points, 0n);
}
