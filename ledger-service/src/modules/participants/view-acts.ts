import type { EntityManager } from "typeorm";
import { In } from "typeorm";
import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { sameHex } from "../../kernel/hex.ts";
import { typedDataByPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import { toSign } from "../../platform/chain/typed-data.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { OperationStatus, OperationView } from "../../relay/operation.schemas.ts";
import type { Operations } from "../../relay/operations.ts";
import type { People } from "../../sign-in/people.ts";
import { reviveMessage } from "./act-message.ts";
import { openWords } from "./act-words.ts";
import { holdsPower, isGrantTo, powerOf } from "./approve-act.ts";
import { actApprovalEntity, type ActApprovalRow } from "./municipal-act-approval.entity.ts";
import type { MunicipalActRow } from "./municipal-act.entity.ts";
import type { ActView } from "./municipal-acts.schemas.ts";

interface Parts {
  readonly operations: Operations;
  readonly people: Pick<People, "displayNamesOf">;
  readonly personalData: PersonalData;
  readonly staffAccountOf: (personId: string) => Promise<Address | undefined>;
}

/** @param fresh an operation of the present transaction, not readable from outside it yet */
export async function viewActs(
  parts: Parts,
  manager: EntityManager,
  rows: readonly MunicipalActRow[],
  caller: Caller | undefined,
  fresh?: OperationView,
): Promise<ActView[]> {
  const approvals = await approvalsOf(manager, rows.map((row) => row.id));
  const names = await parts.people.displayNamesOf([...new Set(approvals.map((approval) => approval.personId))]);
  const operations = await operationsOf(parts.operations, rows, fresh);
  const officer = caller === undefined ? undefined : await parts.staffAccountOf(caller.personId);

  return rows.map((row) => {
    const own = approvals.filter((approval) => approval.actId === row.id);
    const struct = typedDataByPrimaryType[row.kind];
    const words = openWords(parts.personalData, row.id, row.wordsSealed);
    const status = statusOf(row, row.operationId === null ? undefined : operations.get(row.operationId)?.status);
    const iHaveApproved = officer !== undefined && own.some((approval) => sameHex(approval.officer, officer));
    return {
      id: row.id,
      kind: row.kind,
      title: words.titleFr,
      titleEn: words.titleEn,
      toSign: toSign(struct, reviveMessage(struct, row.message)),
      power: powerOf(row),
      needed: row.needed,
      approvals: own.map((approval) => ({ officerName: names.get(approval.personId) ?? "", at: approval.approvedAt.toISOString() })),
      iHaveApproved,
      canApprove: status === "OPEN" && !iHaveApproved && canSign(row, caller, officer),
      status,
      details: words.details,
      createdAt: row.createdAt.toISOString(),
      validBefore: row.validBefore.toISOString(),
      operationId: row.operationId ?? undefined,
    };
  });
}

export async function approvalsOf(manager: EntityManager, actIds: readonly string[]): Promise<ActApprovalRow[]> {
  if (actIds.length === 0) return [];
  return manager.getRepository(actApprovalEntity).find({ where: { actId: In([...actIds]) }, order: { approvedAt: "ASC" } });
}

async function operationsOf(operations: Operations, rows: readonly MunicipalActRow[], fresh: OperationView | undefined): Promise<ReadonlyMap<string, OperationView>> {
  const ids = rows.map((row) => row.operationId).filter((id) => id !== null);
  const found = new Map(await operations.byId(ids));
  if (fresh !== undefined) found.set(fresh.id, fresh);
  return found;
}

function canSign(row: MunicipalActRow, caller: Caller | undefined, officer: Address | undefined): boolean {
  return caller !== undefined && officer !== undefined && holdsPower(caller, row.power) && !isGrantTo(row, officer);
}

function statusOf(row: MunicipalActRow, operation: OperationStatus | undefined): ActView["status"] {
  if (row.withdrawnAt !== null) return "WITHDRAWN";
  if (operation === "failed") return "FAILED";
  if (operation === "indexed") return "DONE";
  if (row.operationId !== null) return "SENT";
  return row.validBefore.getTime() <= Date.now() ? "EXPIRED" : "OPEN";
}
