import type { DataSource } from "typeorm";
import type { Address } from "viem";
import { balanceEntity } from "./balance.entity.ts";
import type { Lot } from "./lots.ts";

export interface BalanceStore {
  /** What the account holds, by issuing city; cities of which nothing is left are not there. */
  lotsOf(account: Address): Promise<Lot[]>;
}

export function createBalanceStore(database: DataSource): BalanceStore {
  return {
    async lotsOf(account) {
      const rows = await database.getRepository(balanceEntity).find({ where: { account }, order: { cityId: "ASC" } });
      return rows.filter((row) => row.points > 0n).map(({ cityId, points }) => ({ cityId, points }));
    },
  };
}
