import type { Address, Hex } from "viem";
import type { InstitutionNames } from "./institution-names.ts";
import { movementFactKey, type MovementNoteStore } from "./movement-note-store.ts";
import type { MovementStore } from "./movement-store.ts";
import type { MovementJson } from "./points.schemas.ts";
import type { ProgrammeStore } from "./programme-store.ts";
import { resolutionLabel } from "./programme-view.ts";
import { factOf, viewMovement } from "./view-movement.ts";

export interface MovementReader {
  /** Newest first, with the reason of each. */
  movementsOf(account: Address, limit: number, beforeEventId?: string): Promise<MovementJson[]>;
}

/** Composes movements with the words that belong to their facts; names are read now, not copied into the read model. */
export function createMovementReader(parts: {
  readonly movements: MovementStore;
  readonly notes: MovementNoteStore;
  readonly programmes: ProgrammeStore;
  readonly institutionNamesOf: InstitutionNames;
}): MovementReader {
  return {
    async movementsOf(account, limit, beforeEventId) {
      const rows = await parts.movements.movementsOf(account, limit, beforeEventId);
      const programmeIds = unique(rows.map((row) => row.programmeId));
      const facts = rows.map(factOf).filter((fact) => fact !== undefined);
      const [notes, programmeTitles, programmes, institutionNames] = await Promise.all([
        parts.notes.notesOf(facts.map(movementFactKey)),
        parts.programmes.titlesOf(programmeIds),
        parts.programmes.programmesByIds(programmeIds),
        parts.institutionNamesOf(unique(rows.flatMap((row) => [row.institution, row.merchant]))),
      ]);
      const resolutions = new Map<Hex, string>(
        [...programmes].map(([programmeId, row]) => [programmeId, resolutionLabel(row.resolutionYear, row.resolutionNumber)]),
      );
      return rows.map((row) => viewMovement(row, { notes, programmeTitles, resolutions, institutionNames }));
    },
  };
}

function unique<Value>(values: readonly (Value | null)[]): Value[] {
  return [...new Set(values.filter((value) => value !== null))];
}
