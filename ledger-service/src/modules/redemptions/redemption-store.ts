import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { redemptionEntity, redemptionRefusalEntity, type RedemptionRow } from "./redemption.entity.ts";
import type { RefusalName } from "./refusal.ts";

type Reader = DataSource | EntityManager;

export function findRedemption(reader: Reader, chargeId: Hex): Promise<RedemptionRow | null> {
  return reader.getRepository(redemptionEntity).findOneBy({ chargeId });
}

/** Newest first. `from` ≤ at < `to`. */
export function listRedemptionsOfMerchant(
  reader: Reader,
  merchant: Address,
  from: Date,
  to: Date,
): Promise<RedemptionRow[]> {
  return reader
    .getRepository(redemptionEntity)
    .createQueryBuilder("r")
    .where("r.merchant = :merchant AND r.at >= :from AND r.at < :to", { merchant, from, to })
    .orderBy("r.eventId", "DESC")
    .limit(500)
    .getMany();
}

/** The latest answer that changed nothing, if the charge has no final one. */
export async function findRefusal(reader: Reader, chargeId: Hex): Promise<RefusalName | undefined> {
  const [row] = await reader
    .getRepository(redemptionRefusalEntity)
    .find({ where: { chargeId }, order: { eventId: "DESC" }, take: 1 });
  return row?.reason;
}
