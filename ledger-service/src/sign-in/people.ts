import type { EntityManager } from "typeorm";

/** What modules may ask about persons; names leave the table decrypted, for screens of this city only. */
export interface People {
  displayNameOf(personId: string): Promise<string | undefined>;
  displayNamesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Ends every session of the person: role change, removal, lapse [S6]. */
  endSessions(manager: EntityManager, personId: string): Promise<void>;
}
