import { EntitySchema } from "typeorm";

/** An account as the chain has it, of any city. */
export interface AccountRow {
  account: string;
  cityId: number;
  kind: number;
  status: number;
  revision: number;
  hadFullSigner: boolean;
  openedAt: Date;
}

export const accountEntity = new EntitySchema<AccountRow>({
  name: "Account",
  tableName: "accounts",
  columns: {
    account: { type: "text", primary: true },
    cityId: { name: "city_id", type: "smallint" },
    kind: { type: "smallint" },
    status: { type: "smallint" },
    revision: { type: "integer" },
    hadFullSigner: { name: "had_full_signer", type: "boolean" },
    openedAt: { name: "opened_at", type: "timestamptz" },
  },
  indices: [{ name: "accounts_by_city", columns: ["cityId", "kind"] }],
});
