import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A line to which something happened on the chain. A line without a row is open. */
export interface SheetLineRow {
  sheetId: Hex;
  index: bigint;
  status: number;
  account: Address | null;
  quantity: bigint | null;
  points: bigint;
  ceilingStruckPoints: bigint;
  strikeReason: number;
  reasonCode: number;
  refusal: number;
  disputeRound: bigint;
  disputeByCityId: number | null;
  disputedAt: Date | null;
  releasedAt: Date | null;
  closedAt: Date | null;
}

export const sheetLineEntity = new EntitySchema<SheetLineRow>({
  name: "SheetLine",
  tableName: "sheet_lines",
  columns: {
    sheetId: textColumn("sheet_id", { primary: true }),
    index: bigintColumn("index", { primary: true }),
    status: { type: "smallint" },
    account: textColumn("account", { nullable: true }),
    quantity: amountColumn("quantity", { nullable: true }),
    points: amountColumn("points"),
    ceilingStruckPoints: amountColumn("ceiling_struck_points"),
    strikeReason: { name: "strike_reason", type: "smallint" },
    reasonCode: { name: "reason_code", type: "smallint" },
    refusal: { type: "smallint" },
    disputeRound: bigintColumn("dispute_round"),
    disputeByCityId: { name: "dispute_by_city_id", type: "smallint", nullable: true },
    disputedAt: instantColumn("disputed_at", { nullable: true }),
    releasedAt: instantColumn("released_at", { nullable: true }),
    closedAt: instantColumn("closed_at", { nullable: true }),
  },
});
