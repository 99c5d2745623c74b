import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A programme of any city, as the chain has it. */
export interface ProgrammeRow {
  programmeId: Hex;
  cityId: number;
  unit: number;
  status: number;
  revision: bigint;
  ratePoints: bigint;
  rateQuantity: bigint;
  budgetPoints: bigint;
  reservedPoints: bigint;
  issuedPoints: bigint;
  weeklyCeilingPoints: bigint;
  startsAtSeconds: bigint;
  endsAtSeconds: bigint;
  pendingSeconds: bigint;
  resolutionYear: number;
  resolutionNumber: bigint;
  resolutionDocumentHash: Hex;
  openedAt: Date;
}

export const programmeEntity = new EntitySchema<ProgrammeRow>({
  name: "Programme",
  tableName: "programmes",
  columns: {
    programmeId: textColumn("programme_id", { primary: true }),
    cityId: { name: "city_id", type: "smallint" },
    unit: { type: "smallint" },
    status: { type: "smallint" },
    revision: bigintColumn("revision"),
    ratePoints: bigintColumn("rate_points"),
    rateQuantity: bigintColumn("rate_quantity"),
    budgetPoints: amountColumn("budget_points"),
    reservedPoints: amountColumn("reserved_points"),
    issuedPoints: amountColumn("issued_points"),
    weeklyCeilingPoints: amountColumn("weekly_ceiling_points"),
    startsAtSeconds: amountColumn("starts_at_seconds"),
    endsAtSeconds: amountColumn("ends_at_seconds"),
    pendingSeconds: bigintColumn("pending_seconds"),
    resolutionYear: { name: "resolution_year", type: "integer" },
    resolutionNumber: bigintColumn("resolution_number"),
    resolutionDocumentHash: textColumn("resolution_document_hash"),
    openedAt: instantColumn("opened_at"),
  },
});
