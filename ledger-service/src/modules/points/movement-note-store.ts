import { In, type DataSource, type EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { movementNoteEntity } from "./movement-note.entity.ts";

const noteSchema = z.object({
  programmeTitle: z.string().optional(),
  institutionName: z.string().optional(),
  signerName: z.string().optional(),
  resolution: z.string().optional(),
  merchantName: z.string().optional(),
  partnerName: z.string().optional(),
  title: z.string().optional(),
});

/** Words kept for a movement to come: given by the modules that know them, read beside the movement. */
export type MovementNote = z.output<typeof noteSchema>;

/** The fact behind a movement. An exchange has one note for each side, hence the account. */
export type MovementFact =
  | { readonly kind: "LINE"; readonly sheetId: Hex; readonly index: number }
  | { readonly kind: "CHARGE"; readonly chargeId: Hex }
  | { readonly kind: "EXCHANGE"; readonly exchangeId: Hex; readonly account: Address };

export function movementFactKey(fact: MovementFact): string {
  switch (fact.kind) {
    case "LINE":
      return `line:${fact.sheetId}:${fact.index}`;
    case "CHARGE":
      return `charge:${fact.chargeId}`;
    case "EXCHANGE":
      return `exchange:${fact.exchangeId}:${fact.account.toLowerCase()}`;
  }
}

export interface MovementNoteStore {
  /** Keeps or replaces the words of a fact. */
  keep(manager: EntityManager, fact: MovementFact, note: MovementNote): Promise<void>;
  notesOf(factKeys: readonly string[]): Promise<ReadonlyMap<string, MovementNote>>;
}

export function createMovementNoteStore(database: DataSource, personalData: PersonalData): MovementNoteStore {
  const place = (rowId: string) => ({ table: "movement_notes", column: "note_sealed", rowId });
  return {
    async keep(manager, fact, note) {
      const factKey = movementFactKey(fact);
      const noteSealed = personalData.seal(place(factKey), JSON.stringify(note));
      await manager.getRepository(movementNoteEntity).upsert({ factKey, noteSealed, notedAt: new Date() }, ["factKey"]);
    },
    async notesOf(factKeys) {
      if (factKeys.length === 0) return new Map();
      const rows = await database.getRepository(movementNoteEntity).findBy({ factKey: In([...factKeys]) });
      return new Map(rows.map((row) => [row.factKey, noteSchema.parse(JSON.parse(personalData.open(place(row.factKey), row.noteSealed)))]));
    },
  };
}
