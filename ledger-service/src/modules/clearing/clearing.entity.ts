import { EntitySchema } from "typeorm";
import { amountColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

export interface ClearingPeriodRow {
  periodIndex: number;
  startsAt: Date;
}

export const clearingPeriodEntity = new EntitySchema<ClearingPeriodRow>({
  name: "ClearingPeriod",
  tableName: "clearing_periods",
  columns: {
    periodIndex: { name: "period_index", type: "integer", primary: true },
    startsAt: instantColumn("starts_at"),
  },
});

/** What `debtor` owes `creditor` of a period: recorded less reversed. */
export interface ObligationRow {
  debtor: number;
  creditor: number;
  periodIndex: number;
  recordedPoints: bigint;
  reversedPoints: bigint;
}

export const obligationEntity = new EntitySchema<ObligationRow>({
  name: "ClearingObligation",
  tableName: "clearing_obligations",
  columns: {
    debtor: { name: "debtor", type: "smallint", primary: true },
    creditor: { name: "creditor", type: "smallint", primary: true },
    periodIndex: { name: "period_index", type: "integer", primary: true },
    recordedPoints: amountColumn("recorded_points"),
    reversedPoints: amountColumn("reversed_points"),
  },
});

/** A city's own side of a pair, once it has set one. */
export interface SideRow {
  cityId: number;
  otherCityId: number;
  asCreditor: boolean;
  ceilingPoints: bigint;
  suspended: boolean;
  revision: number;
}

export const sideEntity = new EntitySchema<SideRow>({
  name: "ClearingSide",
  tableName: "clearing_sides",
  columns: {
    cityId: { name: "city_id", type: "smallint", primary: true },
    otherCityId: { name: "other_city_id", type: "smallint", primary: true },
    asCreditor: { name: "as_creditor", type: "boolean", primary: true },
    ceilingPoints: amountColumn("ceiling_points"),
    suspended: { name: "suspended", type: "boolean" },
    revision: { name: "revision", type: "integer" },
  },
});

export interface ClearingParameterRow {
  name: "DEFAULT_POINTS_PER_RESIDENT";
  value: bigint;
}

export const clearingParameterEntity = new EntitySchema<ClearingParameterRow>({
  name: "ClearingParameter",
  tableName: "clearing_parameters",
  columns: { name: textColumn("name", { primary: true }), value: amountColumn("value") },
});
