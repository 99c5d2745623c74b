import { EntitySchema } from "typeorm";

/** The challenge of a passkey being created, one a person. */
export interface PasskeyChallengeRow {
  personId: string;
  challenge: string;
  expiresAt: Date;
}

export const passkeyChallengeEntity = new EntitySchema<PasskeyChallengeRow>({
  name: "PasskeyChallenge",
  tableName: "passkey_challenges",
  columns: {
    personId: { name: "person_id", type: "uuid", primary: true },
    challenge: { type: "text" },
    expiresAt: { name: "expires_at", type: "timestamptz" },
  },
});
