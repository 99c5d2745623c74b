import type { DataSource } from "typeorm";
import {
  clearingParameterEntity,
  clearingPeriodEntity,
  obligationEntity,
  sideEntity,
  type ClearingPeriodRow,
  type ObligationRow,
  type SideRow,
} from "./clearing.entity.ts";

export function listPeriods(database: DataSource): Promise<ClearingPeriodRow[]> {
  return database.getRepository(clearingPeriodEntity).find({ order: { periodIndex: "ASC" } });
}

export function listObligations(database: DataSource): Promise<ObligationRow[]> {
  return database.getRepository(obligationEntity).find();
}

export function listSides(database: DataSource): Promise<SideRow[]> {
  return database.getRepository(sideEntity).find();
}

/** 0 until the council has set it: nothing is accepted between cities then. */
export async function readDefaultPointsPerResident(database: DataSource): Promise<bigint> {
  const row = await database.getRepository(clearingParameterEntity).findOneBy({ name: "DEFAULT_POINTS_PER_RESIDENT" });
  return row?.value ?? 0n;
}
