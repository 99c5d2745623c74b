import type { DataSource, EntityManager } from "typeorm";
import { z } from "zod";
import { randomUUID } from "../kernel/random-id.ts";
import type { PersonalData } from "../platform/database/personal-data.ts";
import type { People } from "./people.ts";

/** (issuer, subject) is the person's key, never an e-mail or a name [I2]. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

const identitySchema = z.object({ issuer: z.string(), subject: z.string() });
const nameRowSchema = z.object({ id: z.string(), display_name: z.string() });

export interface PersonStore extends People {
  /** Finds or creates the person, and keeps the name the identity provider now gives. */
  signIn(manager: EntityManager, identity: Identity, displayName: string): Promise<string>;
  identityOf(personId: string): Promise<Identity | undefined>;
}

export function createPersonStore(database: DataSource, personalData: PersonalData): PersonStore {
  const place = (rowId: string, column: string) => ({ table: "persons", column, rowId });
  const indexOf = ({ issuer, subject }: Identity) => personalData.blindIndex("persons.identity", `${issuer}\u0000${subject}`);

  async function displayNamesOf(personIds: readonly string[]): Promise<Map<string, string>> {
    const rows: unknown[] = await database.query(`SELECT id, display_name FROM persons WHERE id = ANY ($1::uuid[])`, [personIds]);
    return new Map(
      rows.map((row) => {
        const { id, display_name: sealed } = nameRowSchema.parse(row);
        return [id, personalData.open(place(id, "display_name"), sealed)];
      }),
    );
  }

  return {
    displayNamesOf,
    displayNameOf: async (personId) => (await displayNamesOf([personId])).get(personId),
    async endSessions(manager, personId) {
      await manager.query(`DELETE FROM sessions WHERE person_id = $1`, [personId]);
    },
    async signIn(manager, identity, displayName) {
      const id = randomUUID();
      const rows: unknown[] = await manager.query(
        `INSERT INTO persons (id, identity_index, identity, display_name) VALUES ($1, $2, $3, $4)
         ON CONFLICT (identity_index) DO UPDATE SET last_signed_in_at = now() RETURNING id`,
        [
          id,
          indexOf(identity),
          personalData.seal(place(id, "identity"), JSON.stringify(identity)),
          personalData.seal(place(id, "display_name"), displayName),
        ],
      );
      const { id: personId } = z.object({ id: z.string() }).parse(rows[0]);
      await manager.query(`UPDATE persons SET display_name = $2 WHERE id = $1`, [
        personId,
        personalData.seal(place(personId, "display_name"), displayName),
      ]);
      return personId;
    },
    async identityOf(personId) {
      const rows: unknown[] = await database.query(`SELECT identity FROM persons WHERE id = $1`, [personId]);
      if (rows.length === 0) return undefined;
      const { identity } = z.object({ identity: z.string() }).parse(rows[0]);
      return identitySchema.parse(JSON.parse(personalData.open(place(personId, "identity"), identity)));
    },
  };
}
