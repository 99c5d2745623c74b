import { EntitySchema } from "typeorm";

/** A one-time code that enrols one terminal. Only a keyed hash of the code is kept. */
export interface TerminalCodeRow {
  id: string;
  merchant: string;
  label: string;
  codeIndex: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  terminal: string | null;
}

export const terminalCodeEntity = new EntitySchema<TerminalCodeRow>({
  name: "TerminalCode",
  tableName: "terminal_codes",
  columns: {
    id: { type: "uuid", primary: true },
    merchant: { type: "text" },
    label: { type: "text" },
    codeIndex: { name: "code_index", type: "text", unique: true },
    createdBy: { name: "created_by", type: "uuid" },
    createdAt: { name: "created_at", type: "timestamptz" },
    expiresAt: { name: "expires_at", type: "timestamptz" },
    usedAt: { name: "used_at", type: "timestamptz", nullable: true },
    terminal: { type: "text", nullable: true },
  },
});
