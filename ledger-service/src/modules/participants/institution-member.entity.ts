import { EntitySchema } from "typeorm";

export type MemberRole = "COORDINATOR" | "CASHIER" | "MERCHANT_OWNER";

/** A person who acts for an institution, by this city's records. A coordinator has a key of their own. */
export interface InstitutionMemberRow {
  id: string;
  personId: string;
  institution: string;
  role: MemberRole;
  signerSealed: string | null;
  signerHash: string | null;
  since: Date;
  endedAt: Date | null;
}

export const institutionMemberEntity = new EntitySchema<InstitutionMemberRow>({
  name: "InstitutionMember",
  tableName: "institution_members",
  columns: {
    id: { type: "uuid", primary: true },
    personId: { name: "person_id", type: "uuid" },
    institution: { type: "text" },
    role: { type: "text" },
    signerSealed: { name: "signer_sealed", type: "text", nullable: true },
    signerHash: { name: "signer_hash", type: "text", nullable: true },
    since: { type: "timestamptz" },
    endedAt: { name: "ended_at", type: "timestamptz", nullable: true },
  },
});
