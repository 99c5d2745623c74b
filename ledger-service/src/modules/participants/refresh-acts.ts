import type { EntityManager } from "typeorm";
import { typedDataByPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import { reviveMessage } from "./act-message.ts";
import type { ActRegistrations } from "./act-registrations.ts";
import type { MunicipalActRow } from "./municipal-act.entity.ts";
import { approvalsOf } from "./view-acts.ts";

/** An act that waits unsigned while its subject changed would only fail: it is brought to the present revision. */
export async function refreshActs(registrations: ActRegistrations, manager: EntityManager, rows: readonly MunicipalActRow[]): Promise<MunicipalActRow[]> {
  const waiting = rows.filter((row) => row.withdrawnAt === null && row.operationId === null && row.validBefore.getTime() > Date.now());
  const signedIds = new Set((await approvalsOf(manager, waiting.map((row) => row.id))).map((approval) => approval.actId));
  const unsigned = new Set(waiting.filter((row) => !signedIds.has(row.id)).map((row) => row.id));
  return Promise.all(rows.map(async (row) => (unsigned.has(row.id) ? refreshed(registrations, manager, row) : row)));
}

async function refreshed(registrations: ActRegistrations, manager: EntityManager, row: MunicipalActRow): Promise<MunicipalActRow> {
  const { revisionOf } = registrations.of(row.kind);
  if (revisionOf === undefined) return row;
  const revision = await revisionOf(reviveMessage(typedDataByPrimaryType[row.kind], row.message));
  if (revision === row.message.revision) return row;
  const message = { ...row.message, revision };
  // What somebody has signed meanwhile never changes under their signature.
  await manager.query(
    `UPDATE municipal_acts SET message = $2 WHERE id = $1
     AND NOT EXISTS (SELECT 1 FROM municipal_act_approvals WHERE act_id = $1)`,
    [row.id, JSON.stringify(message)],
  );
  return { ...row, message };
}
