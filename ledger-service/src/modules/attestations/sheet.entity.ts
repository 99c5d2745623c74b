import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A filed sheet, as the chain has it. `reservedPoints`: what was set aside at filing. */
export interface SheetRow {
  sheetId: Hex;
  cityId: number;
  institution: Address;
  programmeId: Hex;
  activityId: Hex;
  weekIndex: bigint;
  part: number;
  lineCount: bigint;
  totalQuantity: bigint;
  linesRoot: Hex;
  attestationUid: Hex;
  signerHash: Hex;
  reservedPoints: bigint;
  issuedPoints: bigint;
  status: number;
  reasonCode: number;
  filedAt: Date;
  windowEndsAt: Date;
  endedAt: Date | null;
}

export const sheetEntity = new EntitySchema<SheetRow>({
  name: "Sheet",
  tableName: "sheets",
  columns: {
    sheetId: textColumn("sheet_id", { primary: true }),
    cityId: { name: "city_id", type: "smallint" },
    institution: textColumn("institution"),
    programmeId: textColumn("programme_id"),
    activityId: textColumn("activity_id"),
    weekIndex: bigintColumn("week_index"),
    part: { type: "integer" },
    lineCount: bigintColumn("line_count"),
    totalQuantity: amountColumn("total_quantity"),
    linesRoot: textColumn("lines_root"),
    attestationUid: textColumn("attestation_uid"),
    signerHash: textColumn("signer_hash"),
    reservedPoints: amountColumn("reserved_points"),
    issuedPoints: amountColumn("issued_points"),
    status: { type: "smallint" },
    reasonCode: { name: "reason_code", type: "smallint" },
    filedAt: instantColumn("filed_at"),
    windowEndsAt: instantColumn("window_ends_at"),
    endedAt: instantColumn("ended_at", { nullable: true }),
  },
});
