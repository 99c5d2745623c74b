import type { Charge } from "./charge.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import type { ChargeTerms } from "./redemptions.schemas.ts";

export function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** The struct that the terminal signs. */
export function chargeOfRow(row: CounterChargeRow): Charge {
  return {
    merchant: row.merchant,
    terminal: row.terminal,
    points: row.points,
    offerHash: row.offerHash,
    random: row.random,
    validBefore: BigInt(secondsOf(row.validBefore)),
  };
}

/** What the resident's city is told of it. */
export function termsOfRow(row: CounterChargeRow): ChargeTerms {
  return {
    merchant: row.merchant,
    terminal: row.terminal,
    points: row.points.toString(),
    offerHash: row.offerHash,
    random: row.random,
    validBefore: secondsOf(row.validBefore),
    offerText: row.offerText,
    offerSalt: row.offerSalt,
  };
}
