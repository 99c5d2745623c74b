import { EntitySchema } from "typeorm";

/** A merchant's terminal as the chain has it. */
export interface TerminalRow {
  terminal: string;
  merchant: string;
  status: number;
  enrolledAt: Date;
}

export const terminalEntity = new EntitySchema<TerminalRow>({
  name: "ParticipantTerminal",
  tableName: "participant_terminals",
  columns: {
    terminal: { type: "text", primary: true },
    merchant: { type: "text" },
    status: { type: "smallint" },
    enrolledAt: { name: "enrolled_at", type: "timestamptz" },
  },
  indices: [{ name: "participant_terminals_by_merchant", columns: ["merchant"] }],
});
