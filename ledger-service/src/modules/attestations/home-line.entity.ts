import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A line of one of this city's residents, as the city of the organization delivered it. Sealed until it is erased. */
export interface HomeLineRow {
  sheetId: Hex;
  index: number;
  accountIndex: string;
  contentSealed: string;
  fromCityId: number;
  receivedAt: Date;
}

export const homeLineEntity = new EntitySchema<HomeLineRow>({
  name: "HomeLine",
  tableName: "home_lines",
  columns: {
    sheetId: textColumn("sheet_id", { primary: true }),
    index: { type: "integer", primary: true },
    accountIndex: textColumn("account_index"),
    contentSealed: textColumn("content_sealed"),
    fromCityId: { name: "from_city_id", type: "smallint" },
    receivedAt: instantColumn("received_at"),
  },
});
