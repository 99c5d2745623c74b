import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";
import type { RefusalName } from "./refusal.ts";

export interface LotRow {
  readonly cityId: number;
  readonly points: string;
}

/** What the ledger says of a charge; a charge without a row was never answered for good. */
export interface RedemptionRow {
  chargeId: Hex;
  eventId: string;
  account: Address;
  merchant: Address;
  points: bigint;
  refundedPoints: bigint;
  lots: readonly LotRow[];
  status: "SETTLED" | "VOIDED" | "DECLINED";
  declineReason: RefusalName | null;
  at: Date;
  blockNumber: bigint;
}

export const redemptionEntity = new EntitySchema<RedemptionRow>({
  name: "Redemption",
  tableName: "redemptions",
  columns: {
    chargeId: textColumn("charge_id", { primary: true }),
    eventId: textColumn("event_id"),
    account: textColumn("account"),
    merchant: textColumn("merchant"),
    points: amountColumn("points"),
    refundedPoints: amountColumn("refunded_points"),
    lots: { name: "lots", type: "jsonb" },
    status: textColumn("status"),
    declineReason: textColumn("decline_reason", { nullable: true }),
    at: instantColumn("at"),
    blockNumber: bigintColumn("block_number"),
  },
});

/** An item that changed nothing: the charge may still settle within its life. */
export interface RedemptionRefusalRow {
  eventId: string;
  chargeId: Hex;
  reason: RefusalName;
}

export const redemptionRefusalEntity = new EntitySchema<RedemptionRefusalRow>({
  name: "RedemptionRefusal",
  tableName: "redemption_refusals",
  columns: {
    eventId: textColumn("event_id", { primary: true }),
    chargeId: textColumn("charge_id"),
    reason: textColumn("reason"),
  },
});
