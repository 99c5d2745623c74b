import type { DataSource } from "typeorm";
import type { Projection } from "../../indexing/projection.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Route } from "../../platform/http/route.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import { registerSideChange } from "./change-side.ts";
import { clearingParameterEntity, clearingPeriodEntity, obligationEntity, sideEntity } from "./clearing.entity.ts";
import { Clearing1700000400000 } from "./clearing.migration.ts";
import { clearingRoutes, type ClearingRoutesParts } from "./clearing.routes.ts";
import { clearingProjection } from "./project-clearing-events.ts";
import { readNetPosition } from "./read-clearing.ts";

export const clearingEntities = [clearingPeriodEntity, obligationEntity, sideEntity, clearingParameterEntity];
export const clearingMigrations = [Clearing1700000400000];

export interface ClearingModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  /** This city's net position in the current period; undefined without a calendar. */
  netPosition(): Promise<{ periodIndex: number; points: bigint } | undefined>;
}

/** Clearing: what redemptions across cities leave their treasurers owing. */
export function buildClearingModule(parts: {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly municipalActs: Pick<MunicipalActs, "draftAct" | "registerActRelay">;
  readonly own: ClearingRoutesParts["own"];
  readonly cities: ClearingRoutesParts["cities"];
  readonly asOfBlock: () => Promise<number>;
}): ClearingModule {
  registerSideChange(parts.municipalActs, parts.chain);
  return {
    routes: clearingRoutes(parts),
    projections: [clearingProjection],
    netPosition: () => readNetPosition(parts.database, parts.own.id, new Date()),
  };
}
