import type { EntityManager } from "typeorm";
import { getAddress, type Address, type Hex } from "viem";
import { InstitutionKind, ParticipantStatus, institutionKindNames } from "../../platform/chain/generated/enums.ts";
import { institutionProfileEntity, type InstitutionProfileRow } from "./institution-profile.entity.ts";
import { institutionEntity, type InstitutionRow } from "./institution.entity.ts";
import { participantsProblems } from "./participants.problems.ts";

export type InstitutionKindName = "ORGANIZATION" | "MERCHANT" | "CITY";
export type InstitutionStatusName = "ACTIVE" | "SUSPENDED" | "CLOSED";

/** An institution as the ledger has it now: a suspension that has run out reads as ACTIVE. */
export interface Institution {
  readonly institution: Address;
  readonly cityId: number;
  readonly kind: InstitutionKindName;
  readonly status: InstitutionStatusName;
  readonly revision: number;
  readonly profileHash: Hex;
  readonly dailyCeilingPoints: bigint;
  readonly suspensionEndsAt: Date | null;
  readonly accreditedAt: Date;
}

export async function institutionOf(manager: EntityManager, institution: Address): Promise<Institution | undefined> {
  const row = await manager.getRepository(institutionEntity).findOneBy({ institution });
  return row === null ? undefined : institutionFrom(row);
}

/** @throws Problem `institution-unknown`, also for another city's: what is not ours does not exist here [S9] */
export async function institutionOfCity(manager: EntityManager, cityId: number, institution: Address): Promise<Institution> {
  const found = await institutionOf(manager, institution);
  if (found === undefined || found.cityId !== cityId) throw participantsProblems.of("institution-unknown");
  return found;
}

export async function institutionsOfCity(manager: EntityManager, cityId: number): Promise<Institution[]> {
  const rows = await manager.getRepository(institutionEntity).find({ where: { cityId }, order: { accreditedAt: "ASC", institution: "ASC" } });
  return rows.map(institutionFrom);
}

export async function profileOf(manager: EntityManager, institution: Address): Promise<InstitutionProfileRow | null> {
  return manager.getRepository(institutionProfileEntity).findOneBy({ institution });
}

export async function profilesOf(manager: EntityManager): Promise<ReadonlyMap<string, InstitutionProfileRow>> {
  const rows = await manager.getRepository(institutionProfileEntity).find();
  return new Map(rows.map((row) => [row.institution, row]));
}

function institutionFrom(row: InstitutionRow): Institution {
  const hasRunOut = row.suspensionEndsAt !== null && row.suspensionEndsAt.getTime() <= Date.now();
  return {
    institution: getAddress(row.institution),
    cityId: row.cityId,
    kind: kindName(row.kind),
    status: statusName(row.status === ParticipantStatus.SUSPENDED && hasRunOut ? ParticipantStatus.ACTIVE : row.status),
    revision: row.revision,
    profileHash: `0x${row.profileHash.slice(2)}`,
    dailyCeilingPoints: row.dailyCeilingPoints,
    suspensionEndsAt: hasRunOut ? null : row.suspensionEndsAt,
    accreditedAt: row.accreditedAt,
  };
}

function kindName(kind: number): InstitutionKindName {
  const name = institutionKindNames[kind];
  if (name === undefined || name === "NONE") throw new RangeError(`No institution has the kind ${kind}`);
  return name;
}

function statusName(status: number): InstitutionStatusName {
  if (status === ParticipantStatus.ACTIVE) return "ACTIVE";
  return status === ParticipantStatus.SUSPENDED ? "SUSPENDED" : "CLOSED";
}

/** The number of a kind on the ledger. */
export function kindNumber(kind: InstitutionKindName): number {
  return InstitutionKind[kind];
}
