import { dollarsText } from "../../kernel/number-text.ts";
import { consentTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign } from "../../platform/chain/typed-data.ts";
import { POINTS_PER_DOLLAR, SECOND_CONFIRMATION_POINTS } from "./charge.ts";
import { chargeOfTerms, consentFor } from "./charge-terms.ts";
import type { PresentedChargeRow } from "./presented-charge.entity.ts";
import type { RedemptionRow } from "./redemption.entity.ts";
import type { ChargeView } from "./redemptions.schemas.ts";
import { refusalOf } from "./refusal.ts";

export interface ChargeViewParts {
  readonly row: PresentedChargeRow;
  readonly redemption: RedemptionRow | null;
  readonly merchantName: string;
  readonly city: { readonly id: number; readonly name: string };
  readonly deviceAllowancePoints: bigint;
  readonly treasuryPhone: string;
  readonly now: Date;
}

/** What a resident reads before they approve: registered name, amount, offer; the page adds the two match words [W14]. */
export function chargeView(parts: ChargeViewParts): ChargeView {
  const { row, redemption, city, now } = parts;
  const points = BigInt(row.terms.points);
  const status = chargeViewStatus(row, redemption, now);
  const reason = redemption?.declineReason;
  return {
    chargeId: row.chargeId,
    merchantName: parts.merchantName,
    cityId: city.id,
    cityName: city.name,
    points: row.terms.points,
    dollarsText: dollarsText((points * 100n) / POINTS_PER_DOLLAR),
    offerText: row.terms.offerText,
    validBefore: row.validBefore.toISOString(),
    status,
    needsFull: points > parts.deviceAllowancePoints,
    needsSecondConfirmation: points > SECOND_CONFIRMATION_POINTS,
    ...(status === "PRESENTED"
      ? { toSign: toSign(consentTypedData, { ...consentFor(row.account, chargeOfTerms(row.terms), now) }) }
      : {}),
    ...(reason ? { refusal: refusalOf(reason, { cityName: city.name, treasuryPhone: parts.treasuryPhone }) } : {}),
  };
}

function chargeViewStatus(row: PresentedChargeRow, redemption: RedemptionRow | null, now: Date): ChargeView["status"] {
  if (redemption !== null) {
    if (redemption.status === "SETTLED" && redemption.refundedPoints > 0n) {
      return redemption.refundedPoints === redemption.points ? "REFUNDED" : "PARTLY_REFUNDED";
    }
    return redemption.status;
  }
  if (row.state === "CANCELLED" || row.state === "REFUSED") return "CANCELLED";
  // A consent given may still be on its way to the ledger for a few blocks after the charge ended.
  const graceMs = row.state === "CONSENTED" ? 30_000 : 0;
  return row.validBefore.getTime() + graceMs <= now.getTime() ? "EXPIRED" : row.state;
}
