import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, textColumn } from "../../platform/database/columns.ts";

/** What an organization may still attest under a programme (A4). */
export interface AllotmentRow {
  programmeId: Hex;
  institution: Address;
  allottedPoints: bigint;
  usedPoints: bigint;
  revision: bigint;
}

export const allotmentEntity = new EntitySchema<AllotmentRow>({
  name: "Allotment",
  tableName: "allotments",
  columns: {
    programmeId: textColumn("programme_id", { primary: true }),
    institution: textColumn("institution", { primary: true }),
    allottedPoints: amountColumn("allotted_points"),
    usedPoints: amountColumn("used_points"),
    revision: bigintColumn("revision"),
  },
});
