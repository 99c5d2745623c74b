import { EntitySchema } from "typeorm";

/** An institution of another city, as its directory told and its hash on the ledger confirmed. */
export interface LearnedProfileRow {
  institution: string;
  cityId: number;
  profileHash: string;
  name: string;
  category: string;
  address: string | null;
  learnedAt: Date;
}

export const learnedProfileEntity = new EntitySchema<LearnedProfileRow>({
  name: "LearnedProfile",
  tableName: "learned_profiles",
  columns: {
    institution: { type: "text", primary: true },
    cityId: { name: "city_id", type: "smallint" },
    profileHash: { name: "profile_hash", type: "text" },
    name: { type: "text" },
    category: { type: "text" },
    address: { type: "text", nullable: true },
    learnedAt: { name: "learned_at", type: "timestamptz" },
  },
});
