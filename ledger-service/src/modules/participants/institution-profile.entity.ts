import { EntitySchema } from "typeorm";

/** What the city knows of an institution; the chain has the salted hash only. Kept from the draft on. */
export interface InstitutionProfileRow {
  institution: string;
  kind: string;
  name: string;
  category: string;
  address: string | null;
  phone: string | null;
  publicSalt: string;
  privateSalt: string;
  profileHash: string;
  createdAt: Date;
}

export const institutionProfileEntity = new EntitySchema<InstitutionProfileRow>({
  name: "InstitutionProfile",
  tableName: "institution_profiles",
  columns: {
    institution: { type: "text", primary: true },
    kind: { type: "text" },
    name: { type: "text" },
    category: { type: "text" },
    address: { type: "text", nullable: true },
    phone: { type: "text", nullable: true },
    publicSalt: { name: "public_salt", type: "text" },
    privateSalt: { name: "private_salt", type: "text" },
    profileHash: { name: "profile_hash", type: "text", unique: true },
    createdAt: { name: "created_at", type: "timestamptz" },
  },
});
