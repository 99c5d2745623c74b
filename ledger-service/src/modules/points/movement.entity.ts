import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";
import type { LotText } from "./lots.ts";
import type { MovementKind } from "./points.schemas.ts";

/** Why one balance moved, by the ids that the event names. */
export interface MovementRow {
  eventId: string;
  account: Address;
  at: Date;
  blockNumber: bigint;
  kind: MovementKind;
  points: bigint;
  lots: LotText[];
  programmeId: Hex | null;
  institution: Address | null;
  sheetId: Hex | null;
  lineIndex: bigint | null;
  quantity: bigint | null;
  unit: number | null;
  chargeId: Hex | null;
  merchant: Address | null;
  exchangeId: Hex | null;
  partner: Address | null;
}

export const movementEntity = new EntitySchema<MovementRow>({
  name: "Movement",
  tableName: "movements",
  columns: {
    eventId: textColumn("event_id", { primary: true }),
    account: textColumn("account", { primary: true }),
    at: instantColumn("at"),
    blockNumber: bigintColumn("block_number"),
    kind: textColumn("kind"),
    points: amountColumn("points"),
    lots: { type: "jsonb" },
    programmeId: textColumn("programme_id", { nullable: true }),
    institution: textColumn("institution", { nullable: true }),
    sheetId: textColumn("sheet_id", { nullable: true }),
    lineIndex: bigintColumn("line_index", { nullable: true }),
    quantity: amountColumn("quantity", { nullable: true }),
    unit: { type: "smallint", nullable: true },
    chargeId: textColumn("charge_id", { nullable: true }),
    merchant: textColumn("merchant", { nullable: true }),
    exchangeId: textColumn("exchange_id", { nullable: true }),
    partner: textColumn("partner", { nullable: true }),
  },
});
