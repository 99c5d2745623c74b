import { EntitySchema } from "typeorm";
import { amountColumn } from "../../platform/database/columns.ts";

/** An institution as the chain has it, of any city. `status` as last written: a suspension runs out by itself. */
export interface InstitutionRow {
  institution: string;
  cityId: number;
  kind: number;
  status: number;
  revision: number;
  profileHash: string;
  dailyCeilingPoints: bigint;
  suspensionEndsAt: Date | null;
  accreditedAt: Date;
}

export const institutionEntity = new EntitySchema<InstitutionRow>({
  name: "ParticipantInstitution",
  tableName: "participant_institutions",
  columns: {
    institution: { type: "text", primary: true },
    cityId: { name: "city_id", type: "smallint" },
    kind: { type: "smallint" },
    status: { type: "smallint" },
    revision: { type: "integer" },
    profileHash: { name: "profile_hash", type: "text" },
    dailyCeilingPoints: amountColumn("daily_ceiling_points"),
    suspensionEndsAt: { name: "suspension_ends_at", type: "timestamptz", nullable: true },
    accreditedAt: { name: "accredited_at", type: "timestamptz" },
  },
  indices: [{ name: "participant_institutions_by_city", columns: ["cityId", "kind", "status"] }],
});
