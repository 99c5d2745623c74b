import { isSameCivilDay } from "../../kernel/civil-day.ts";
import { chargeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign } from "../../platform/chain/typed-data.ts";
import { codeUrl, type ChargeCode } from "./charge-code.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { chargeOfRow } from "./counter-charge-terms.ts";
import { receiptNumberOf } from "./receipt-number.ts";
import type { RedemptionRow } from "./redemption.entity.ts";
import type { CounterChargeView } from "./redemptions.schemas.ts";
import { refusalOf, type RefusalName, type RefusalPlace } from "./refusal.ts";

type CounterChargeStatus = CounterChargeView["status"];

export interface CounterChargeParts {
  readonly row: CounterChargeRow;
  readonly redemption: RedemptionRow | null;
  readonly refusal: RefusalName | undefined;
  readonly place: RefusalPlace;
  readonly now: Date;
}

/** « accepté » comes from the indexed receipt and from nothing else [Q11]. */
export function settledStatus(redemption: RedemptionRow): CounterChargeStatus {
  if (redemption.status === "DECLINED") return "DECLINED";
  if (redemption.status === "VOIDED") return "VOIDED";
  if (redemption.refundedPoints === 0n) return "ACCEPTED";
  return redemption.refundedPoints === redemption.points ? "REFUNDED" : "PARTLY_REFUNDED";
}

export function counterChargeStatus({ row, redemption, refusal, now }: CounterChargeParts): CounterChargeStatus {
  if (redemption !== null) return settledStatus(redemption);
  if (row.state === "CANCELLED") return "CANCELLED";
  if (row.state === "SENT") return refusal === undefined ? "SENT" : "DECLINED";
  return row.validBefore <= now ? "EXPIRED" : row.state;
}

export function counterChargeView(parts: CounterChargeParts): CounterChargeView {
  const { row, redemption, now } = parts;
  const status = counterChargeStatus(parts);
  const reason = redemption?.declineReason ?? parts.refusal;
  return {
    chargeId: row.chargeId,
    points: row.points.toString(),
    refundedPoints: (redemption?.refundedPoints ?? 0n).toString(),
    offerText: row.offerText,
    status,
    at: (redemption?.at ?? row.openedAt).toISOString(),
    validBefore: row.validBefore.toISOString(),
    receiptNumber: receiptNumberOf(row.chargeId),
    canVoid: canVoid(redemption, now),
    ...(status === "CONSENTED" ? { toSign: toSign(chargeTypedData, { ...chargeOfRow(row) }) } : {}),
    ...(status === "DECLINED" && reason !== undefined && reason !== null
      ? { refusal: refusalOf(reason, parts.place) }
      : {}),
  };
}

/** A sale that this service did not open (made through another city's service, or before its records). */
export function ledgerChargeView(redemption: RedemptionRow, now: Date): CounterChargeView {
  return {
    chargeId: redemption.chargeId,
    points: redemption.points.toString(),
    refundedPoints: redemption.refundedPoints.toString(),
    offerText: "",
    status: settledStatus(redemption),
    at: redemption.at.toISOString(),
    receiptNumber: receiptNumberOf(redemption.chargeId),
    canVoid: canVoid(redemption, now),
  };
}

export function withCode(view: CounterChargeView, origin: string, code: ChargeCode): CounterChargeView {
  const expiresAt = view.validBefore ?? view.at;
  return { ...view, code: { typedCode: code.typedCode, url: codeUrl(origin, code.reference), expiresAt } };
}

/** Same civil day, whole, before any refund (Q10); the terminal is checked when it signs. */
function canVoid(redemption: RedemptionRow | null, now: Date): boolean {
  return redemption?.status === "SETTLED" && redemption.refundedPoints === 0n && isSameCivilDay(redemption.at, now);
}
