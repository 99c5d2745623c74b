import { EntitySchema } from "typeorm";

export interface TerminalLabelRow {
  terminal: string;
  merchant: string;
  label: string;
  createdAt: Date;
}

export const terminalLabelEntity = new EntitySchema<TerminalLabelRow>({
  name: "TerminalLabel",
  tableName: "terminal_labels",
  columns: {
    terminal: { type: "text", primary: true },
    merchant: { type: "text" },
    label: { type: "text" },
    createdAt: { name: "created_at", type: "timestamptz" },
  },
});
