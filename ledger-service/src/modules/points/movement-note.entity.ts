import { EntitySchema } from "typeorm";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";

/** The words of a movement that no chain knows: who attested, who was met. Sealed; by the fact it belongs to. */
export interface MovementNoteRow {
  factKey: string;
  noteSealed: string;
  notedAt: Date;
}

export const movementNoteEntity = new EntitySchema<MovementNoteRow>({
  name: "MovementNote",
  tableName: "movement_notes",
  columns: {
    factKey: textColumn("fact_key", { primary: true }),
    noteSealed: textColumn("note_sealed"),
    notedAt: instantColumn("noted_at"),
  },
});
