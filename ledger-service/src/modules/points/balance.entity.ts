import { EntitySchema } from "typeorm";
import type { Address } from "viem";
import { amountColumn, textColumn } from "../../platform/database/columns.ts";

/** Points of one issuing city held by one account. */
export interface BalanceRow {
  account: Address;
  cityId: number;
  points: bigint;
}

export const balanceEntity = new EntitySchema<BalanceRow>({
  name: "Balance",
  tableName: "balances",
  columns: {
    account: textColumn("account", { primary: true }),
    cityId: { name: "city_id", type: "smallint", primary: true },
    points: amountColumn("points"),
  },
});
