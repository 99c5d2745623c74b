import { keccak256, type Address, type Hex } from "viem";
import { isSameCivilDay } from "../../kernel/civil-day.ts";
import { randomBytes32 } from "../../kernel/random-id.ts";
import { redemptionVoidTypedData, refundTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign, type Signed, type ToSign } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { RedemptionRow } from "./redemption.entity.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import type { RefundItem, VoidItem } from "./return-points.ts";

const SIGNATURE_LIFE_SECONDS = 600;

/** Who undoes: a person at the counter, with the terminal's key. */
export interface Undoing {
  readonly merchant: Address;
  readonly redemption: RedemptionRow | null;
  readonly ownerPersonId: string;
  readonly signed: Signed;
}

/** @throws Problem `charge-unknown`, `void-refused`, `void-too-late` */
export function voidToSign(redemption: RedemptionRow | null, merchant: Address, terminal: Hex, now: Date): ToSign {
  const settled = requireVoidable(redemption, merchant, now);
  return toSign(redemptionVoidTypedData, { chargeId: settled.chargeId, terminal, validBefore: deadline(now) });
}

/** Same civil day in Quebec; the ledger itself allows 24 hours (Q10). */
export async function voidRedemption(
  parts: { relay: Relay; act: RelayAct<VoidItem> },
  transaction: Transaction,
  { merchant, redemption, signed, ownerPersonId }: Undoing,
  validBefore: number,
): Promise<OperationView> {
  const { chargeId } = requireVoidable(redemption, merchant, new Date());
  const item: VoidItem = {
    act: { chargeId, terminal: keccak256(signed.signer), validBefore: BigInt(validBefore) },
    terminal: signed,
  };
  return parts.relay.submit(transaction, parts.act, item, {
    ownerPersonId,
    factId: `void:${chargeId}`,
    resultIds: { chargeId },
  });
}

/** @throws Problem `charge-unknown`, `refund-exceeds-charge` */
export function refundToSign(
  redemption: RedemptionRow | null,
  merchant: Address,
  refund: { points: bigint; reasonCode: number },
  now: Date,
): ToSign {
  const { chargeId } = requireRefundable(redemption, merchant, refund.points);
  return toSign(refundTypedData, { refundId: randomBytes32(), chargeId, ...refund, validBefore: deadline(now) });
}

export async function refundRedemption(
  parts: { relay: Relay; act: RelayAct<RefundItem> },
  transaction: Transaction,
  { merchant, redemption, signed, ownerPersonId }: Undoing,
  refund: { refundId: Hex; points: bigint; reasonCode: number; validBefore: number },
): Promise<OperationView> {
  const { chargeId } = requireRefundable(redemption, merchant, refund.points);
  const item: RefundItem = {
    act: {
      refundId: refund.refundId,
      chargeId,
      points: refund.points,
      reasonCode: refund.reasonCode,
      validBefore: BigInt(refund.validBefore),
    },
    terminal: signed,
  };
  return parts.relay.submit(transaction, parts.act, item, {
    ownerPersonId,
    factId: `refund:${refund.refundId}`,
    resultIds: { chargeId, refundId: refund.refundId },
  });
}

function requireVoidable(redemption: RedemptionRow | null, merchant: Address, now: Date): RedemptionRow {
  if (redemption === null || redemption.merchant !== merchant) throw redemptionsProblems.of("charge-unknown");
  if (redemption.status !== "SETTLED" || redemption.refundedPoints > 0n) throw redemptionsProblems.of("void-refused");
  if (!isSameCivilDay(redemption.at, now)) throw redemptionsProblems.of("void-too-late");
  return redemption;
}

function requireRefundable(redemption: RedemptionRow | null, merchant: Address, points: bigint): RedemptionRow {
  if (redemption === null || redemption.merchant !== merchant) throw redemptionsProblems.of("charge-unknown");
  const remaining = redemption.status === "SETTLED" ? redemption.points - redemption.refundedPoints : 0n;
  if (points > remaining) {
    throw redemptionsProblems.of("refund-exceeds-charge", { remainingPoints: remaining.toString() });
  }
  return redemption;
}

function deadline(now: Date): number {
  return Math.floor(now.getTime() / 1000) + SIGNATURE_LIFE_SECONDS;
}
