import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A draft of a sheet, then the record of the sheet signed from it. Lines, accounts and salts are sealed [X2]. */
export interface SheetRecordRow {
  draftId: string;
  sheetId: Hex;
  institution: Address;
  activityId: Hex;
  part: number;
  linesRoot: Hex;
  linesIndex: string;
  lineCount: number;
  totalQuantity: bigint;
  contentSealed: string;
  validBefore: Date;
  createdBy: string;
  createdAt: Date;
  signerSealed: string | null;
  signedAt: Date | null;
  operationId: string | null;
  deliveredAt: Date | null;
}

export const sheetRecordEntity = new EntitySchema<SheetRecordRow>({
  name: "SheetRecord",
  tableName: "sheet_records",
  columns: {
    draftId: { name: "draft_id", type: "uuid", primary: true },
    sheetId: textColumn("sheet_id"),
    institution: textColumn("institution"),
    activityId: textColumn("activity_id"),
    part: { type: "integer" },
    linesRoot: textColumn("lines_root"),
    linesIndex: textColumn("lines_index"),
    lineCount: { name: "line_count", type: "integer" },
    totalQuantity: amountColumn("total_quantity"),
    contentSealed: textColumn("content_sealed"),
    validBefore: instantColumn("valid_before"),
    createdBy: { name: "created_by", type: "uuid" },
    createdAt: instantColumn("created_at"),
    signerSealed: textColumn("signer_sealed", { nullable: true }),
    signedAt: instantColumn("signed_at", { nullable: true }),
    operationId: { name: "operation_id", type: "uuid", nullable: true },
    deliveredAt: instantColumn("delivered_at", { nullable: true }),
  },
});
