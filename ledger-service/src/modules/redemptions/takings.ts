import type { DataSource } from "typeorm";
import type { Address } from "viem";
import { civilDayEnd, civilDayStart } from "../../kernel/civil-day.ts";
import { findCounterChargesById, listCounterCharges } from "./counter-charge-store.ts";
import { counterChargeView, ledgerChargeView } from "./counter-charge-view.ts";
import type { RedemptionRow } from "./redemption.entity.ts";
import { findRefusal, listRedemptionsOfMerchant } from "./redemption-store.ts";
import type { CounterChargeView } from "./redemptions.schemas.ts";
import type { RefusalPlace } from "./refusal.ts";

export interface Takings {
  readonly charges: CounterChargeView[];
  readonly totals: {
    acceptedCount: number;
    acceptedPoints: string;
    voidedCount: number;
    voidedPoints: string;
    refundedPoints: string;
  };
}

/** A counter's civil day: what the ledger settled, and what was asked and came to nothing. */
export async function takingsOf(
  database: DataSource,
  merchant: Address,
  day: string,
  place: RefusalPlace,
): Promise<Takings> {
  const now = new Date();
  const [from, to] = [civilDayStart(day), civilDayEnd(day)];
  const redemptions = await listRedemptionsOfMerchant(database, merchant, from, to);
  const settledIds = new Set(redemptions.map(({ chargeId }) => chargeId));
  const rows = new Map(
    (await findCounterChargesById(database, [...settledIds])).map((row) => [row.chargeId, row] as const),
  );
  const settled = redemptions.map((redemption) => {
    const row = rows.get(redemption.chargeId);
    if (row === undefined) return ledgerChargeView(redemption, now);
    return counterChargeView({ row, redemption, refusal: undefined, place, now });
  });
  const unsettledRows = (await listCounterCharges(database, merchant, from, to)).filter(
    ({ chargeId }) => !settledIds.has(chargeId),
  );
  const unsettled = await Promise.all(
    unsettledRows.map(async (row) => {
      const refusal = row.state === "SENT" ? await findRefusal(database, row.chargeId) : undefined;
      return counterChargeView({ row, redemption: null, refusal, place, now });
    }),
  );
  const charges = [...settled, ...unsettled].sort((left, right) => right.at.localeCompare(left.at));
  return { charges, totals: totalsOf(redemptions) };
}

function totalsOf(redemptions: readonly RedemptionRow[]): Takings["totals"] {
  const accepted = redemptions.filter(({ status }) => status === "SETTLED");
  const voided = redemptions.filter(({ status }) => status === "VOIDED");
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n).toString();
  return {
    acceptedCount: accepted.length,
    acceptedPoints: sum(accepted.map(({ points }) => points)),
    voidedCount: voided.length,
    voidedPoints: sum(voided.map(({ points }) => points)),
    refundedPoints: sum(accepted.map(({ refundedPoints }) => refundedPoints)),
  };
}
