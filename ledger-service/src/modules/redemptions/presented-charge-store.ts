import { randomUUID } from "node:crypto";
import { MoreThan, type DataSource, type EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { codeHash } from "./charge-code.ts";
import {
  presentedChargeEntity,
  residentCodeEntity,
  type PresentedChargeRow,
  type ResidentCodeRow,
} from "./presented-charge.entity.ts";

type Reader = DataSource | EntityManager;

export function findPresentedCharge(reader: Reader, chargeId: Hex): Promise<PresentedChargeRow | null> {
  return reader.getRepository(presentedChargeEntity).findOneBy({ chargeId });
}

export function lockPresentedCharge(manager: EntityManager, chargeId: Hex): Promise<PresentedChargeRow | null> {
  return manager
    .getRepository(presentedChargeEntity)
    .findOne({ where: { chargeId }, lock: { mode: "pessimistic_write" } });
}

/** Charges that still wait for this account's answer, newest first; one approved or refused waits no more. */
export function listOpenPresentedCharges(reader: Reader, account: Address, now: Date): Promise<PresentedChargeRow[]> {
  return reader.getRepository(presentedChargeEntity).find({
    where: { account, state: "PRESENTED", validBefore: MoreThan(now) },
    order: { presentedAt: "DESC" },
    take: 10,
  });
}

/** @returns false when the charge was already put before somebody */
export async function insertPresentedCharge(manager: EntityManager, row: PresentedChargeRow): Promise<boolean> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(presentedChargeEntity)
    .values({ ...row, terms: () => ":terms" })
    .setParameter("terms", JSON.stringify(row.terms))
    .orIgnore()
    .returning("charge_id")
    .execute();
  return Array.isArray(result.raw) && result.raw.length === 1;
}

export async function setPresentedState(
  manager: EntityManager,
  chargeId: Hex,
  state: PresentedChargeRow["state"],
): Promise<void> {
  await manager.getRepository(presentedChargeEntity).update({ chargeId }, { state });
}

export async function insertResidentCode(
  manager: EntityManager,
  account: Address,
  codes: readonly string[],
  expiresAt: Date,
): Promise<void> {
  const codeId = randomUUID();
  await manager
    .getRepository(residentCodeEntity)
    .insert(codes.map((code) => ({ codeId, codeHash: codeHash(code), account, expiresAt, usedAt: null })));
}

export function lockResidentCode(manager: EntityManager, code: string): Promise<ResidentCodeRow | null> {
  return manager
    .getRepository(residentCodeEntity)
    .findOne({ where: { codeHash: codeHash(code) }, lock: { mode: "pessimistic_write" } });
}

/** Both forms of the code are spent at once (Q6). */
export async function useResidentCode(manager: EntityManager, codeId: string, now: Date): Promise<void> {
  await manager.getRepository(residentCodeEntity).update({ codeId }, { usedAt: now });
}

/** Codes and unanswered charges tell who was where: they go once they are of no use. */
export async function deleteSpentCodes(manager: EntityManager, before: Date): Promise<void> {
  await manager
    .createQueryBuilder()
    .delete()
    .from(residentCodeEntity)
    .where("expires_at < :before", { before })
    .execute();
}
