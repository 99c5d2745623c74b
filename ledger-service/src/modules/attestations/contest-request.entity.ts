import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A resident (or the service itself: A2, A3) asks the home city's desk to dispute a line. */
export interface ContestRequestRow {
  requestId: string;
  sheetId: Hex;
  index: number;
  source: "RESIDENT" | "SERVICE";
  reasonCode: number;
  contentSealed: string;
  requestedAt: Date;
  actId: string | null;
  refusedAt: Date | null;
}

export const contestRequestEntity = new EntitySchema<ContestRequestRow>({
  name: "ContestRequest",
  tableName: "contest_requests",
  columns: {
    requestId: { name: "request_id", type: "uuid", primary: true },
    sheetId: textColumn("sheet_id"),
    index: { type: "integer" },
    source: textColumn("source"),
    reasonCode: { name: "reason_code", type: "smallint" },
    contentSealed: textColumn("content_sealed"),
    requestedAt: instantColumn("requested_at"),
    actId: { name: "act_id", type: "uuid", nullable: true },
    refusedAt: instantColumn("refused_at", { nullable: true }),
  },
});
