import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { codeHash } from "./charge-code.ts";
import { chargeCodeEntity, counterChargeEntity, type CounterChargeRow } from "./counter-charge.entity.ts";

type Reader = DataSource | EntityManager;

export function findCounterCharge(reader: Reader, chargeId: Hex): Promise<CounterChargeRow | null> {
  return reader.getRepository(counterChargeEntity).findOneBy({ chargeId });
}

/** Held until the transaction ends: two requests about one charge come one after the other. */
export function lockCounterCharge(manager: EntityManager, chargeId: Hex): Promise<CounterChargeRow | null> {
  return manager
    .getRepository(counterChargeEntity)
    .findOne({ where: { chargeId }, lock: { mode: "pessimistic_write" } });
}

export async function insertCounterCharge(
  manager: EntityManager,
  row: CounterChargeRow,
  codes: readonly string[],
): Promise<void> {
  await manager.getRepository(counterChargeEntity).insert(row);
  await manager
    .getRepository(chargeCodeEntity)
    .insert(codes.map((code) => ({ codeHash: codeHash(code), chargeId: row.chargeId, expiresAt: row.validBefore })));
}

export async function lockChargeOfCode(manager: EntityManager, code: string, now: Date): Promise<CounterChargeRow | null> {
  const held = await manager.getRepository(chargeCodeEntity).findOneBy({ codeHash: codeHash(code) });
  if (held === null || held.expiresAt <= now) return null;
  return lockCounterCharge(manager, held.chargeId);
}

export async function updateCounterCharge(
  manager: EntityManager,
  chargeId: Hex,
  change: Partial<Pick<CounterChargeRow, "state" | "homeCityId" | "consent" | "operationId">>,
): Promise<void> {
  await manager.getRepository(counterChargeEntity).save({ chargeId, ...change });
}

/** Opened within [`from`, `to`), newest first. */
export function listCounterCharges(reader: Reader, merchant: Address, from: Date, to: Date): Promise<CounterChargeRow[]> {
  return reader
    .getRepository(counterChargeEntity)
    .createQueryBuilder("c")
    .where("c.merchant = :merchant AND c.openedAt >= :from AND c.openedAt < :to", { merchant, from, to })
    .orderBy("c.openedAt", "DESC")
    .limit(500)
    .getMany();
}

export function findCounterChargesById(reader: Reader, chargeIds: readonly Hex[]): Promise<CounterChargeRow[]> {
  if (chargeIds.length === 0) return Promise.resolve([]);
  return reader
    .getRepository(counterChargeEntity)
    .createQueryBuilder("c")
    .where("c.chargeId IN (:...chargeIds)", { chargeIds })
    .getMany();
}
