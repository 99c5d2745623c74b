import { EntitySchema } from "typeorm";

/** A key of an account as the chain has it. A removed key keeps its row, with the time. */
export interface AccountSignerRow {
  account: string;
  signerHash: string;
  kind: number;
  activeFrom: Date;
  addedAt: Date;
  removedAt: Date | null;
}

export const accountSignerEntity = new EntitySchema<AccountSignerRow>({
  name: "AccountSigner",
  tableName: "account_signers",
  columns: {
    account: { type: "text", primary: true },
    signerHash: { name: "signer_hash", type: "text", primary: true },
    kind: { type: "smallint" },
    activeFrom: { name: "active_from", type: "timestamptz" },
    addedAt: { name: "added_at", type: "timestamptz" },
    removedAt: { name: "removed_at", type: "timestamptz", nullable: true },
  },
  indices: [{ name: "account_signers_by_hash", columns: ["signerHash"] }],
});
