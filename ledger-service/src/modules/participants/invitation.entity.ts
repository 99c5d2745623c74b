import { EntitySchema } from "typeorm";

export type InvitationRole = "COORDINATOR" | "CASHIER" | "MERCHANT_OWNER" | "OFFICER" | "AUDITOR";

/** An invitation by name to one role, for one use. Only a keyed hash of the code is kept. */
export interface InvitationRow {
  id: string;
  role: InvitationRole;
  nameSealed: string;
  institution: string | null;
  powers: string[];
  codeIndex: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  withdrawnAt: Date | null;
}

export const invitationEntity = new EntitySchema<InvitationRow>({
  name: "Invitation",
  tableName: "invitations",
  columns: {
    id: { type: "uuid", primary: true },
    role: { type: "text" },
    nameSealed: { name: "name_sealed", type: "text" },
    institution: { type: "text", nullable: true },
    powers: { type: "text", array: true },
    codeIndex: { name: "code_index", type: "text", unique: true },
    createdBy: { name: "created_by", type: "uuid" },
    createdAt: { name: "created_at", type: "timestamptz" },
    expiresAt: { name: "expires_at", type: "timestamptz" },
    acceptedAt: { name: "accepted_at", type: "timestamptz", nullable: true },
    acceptedBy: { name: "accepted_by", type: "uuid", nullable: true },
    withdrawnAt: { name: "withdrawn_at", type: "timestamptz", nullable: true },
  },
});
