import type { Address, Hex } from "viem";
import { onEvent, type EventPlace, type Projecting, type Projection } from "../../indexing/projection.ts";
import { refusalReasonNames } from "../../platform/chain/generated/enums.ts";
import { redemptionEntity, redemptionRefusalEntity, type LotRow, type RedemptionRow } from "./redemption.entity.ts";
import type { RefusalName } from "./refusal.ts";

/** Every redemption of the ledger, whoever's: a city's receipts and takings are read from here. */
export const redemptionsProjection: Projection = {
  name: "redemptions",
  tables: ["redemptions", "redemption_refusals"],
  on: [
    onEvent("redemptionDesk", "Redeemed", async (event, projecting) => {
      const { chargeId, account, merchant, points, lots } = event.args;
      await projecting.manager.getRepository(redemptionEntity).insert({
        ...rowAt(event, chargeId, account, merchant),
        points,
        lots: lotRows(lots),
        status: "SETTLED",
        declineReason: null,
      });
      tell(projecting, chargeId, account, merchant, "SETTLED");
    }),
    onEvent("redemptionDesk", "RedemptionDeclined", async (event, projecting) => {
      const { chargeId, account, merchant, reason } = event.args;
      await projecting.manager.getRepository(redemptionEntity).insert({
        ...rowAt(event, chargeId, account, merchant),
        points: 0n,
        lots: [],
        status: "DECLINED",
        declineReason: refusalName(reason),
      });
      tell(projecting, chargeId, account, merchant, "DECLINED");
    }),
    onEvent("redemptionDesk", "RedemptionRefused", async ({ id, args }, { manager }) => {
      await manager
        .getRepository(redemptionRefusalEntity)
        .insert({ eventId: id, chargeId: args.chargeId, reason: refusalName(args.reason) });
    }),
    onEvent("redemptionDesk", "RedemptionVoided", async ({ args }, projecting) => {
      const { chargeId, account, merchant } = args;
      await projecting.manager.getRepository(redemptionEntity).update({ chargeId }, { status: "VOIDED" });
      tell(projecting, chargeId, account, merchant, "VOIDED");
    }),
    onEvent("redemptionDesk", "RedemptionRefunded", async ({ args }, projecting) => {
      const { chargeId, account, merchant, points } = args;
      await projecting.manager
        .createQueryBuilder()
        .update(redemptionEntity)
        .set({ refundedPoints: () => "refunded_points + :points" })
        .where("charge_id = :chargeId", { chargeId })
        .setParameter("points", points.toString())
        .execute();
      tell(projecting, chargeId, account, merchant, "REFUNDED");
    }),
  ],
};

function rowAt(
  event: EventPlace,
  chargeId: Hex,
  account: Address,
  merchant: Address,
): Pick<RedemptionRow, "chargeId" | "eventId" | "account" | "merchant" | "refundedPoints" | "at" | "blockNumber"> {
  return {
    chargeId,
    eventId: event.id,
    account,
    merchant,
    refundedPoints: 0n,
    at: event.blockTimestamp,
    blockNumber: event.blockNumber,
  };
}

function lotRows(lots: readonly { cityId: number; points: bigint }[]): LotRow[] {
  return lots.map(({ cityId, points }) => ({ cityId, points: points.toString() }));
}

function refusalName(reason: number): RefusalName {
  const name = refusalReasonNames[reason];
  if (name === undefined || name === "NONE") throw new RangeError(`refusal reason ${reason} of the ledger is unknown`);
  return name;
}

function tell(projecting: Projecting, chargeId: Hex, account: Address, merchant: Address, status: string): void {
  const data = { chargeId, status };
  projecting.notify({ name: "charge-changed", to: { kind: "ACCOUNT", account }, data });
  projecting.notify({ name: "charge-changed", to: { kind: "INSTITUTION", institution: merchant }, data });
}
