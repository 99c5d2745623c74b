import { EntitySchema } from "typeorm";
import type { SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";

/** One line of what an act will do, as officers read it before signing. */
export interface ActDetail {
  label: string;
  value: string;
}

/** A municipal act from its draft on. `kind` is the signed struct's name; `message` its fields, amounts as text. */
export interface MunicipalActRow {
  id: string;
  kind: SignedPrimaryType;
  message: Record<string, unknown>;
  power: string;
  needed: number;
  titleFr: string;
  titleEn: string;
  details: ActDetail[];
  createdBy: string | null;
  createdAt: Date;
  validBefore: Date;
  withdrawnAt: Date | null;
  operationId: string | null;
}

export const municipalActEntity = new EntitySchema<MunicipalActRow>({
  name: "MunicipalAct",
  tableName: "municipal_acts",
  columns: {
    id: { type: "uuid", primary: true },
    kind: { type: "text" },
    message: { type: "jsonb" },
    power: { type: "text" },
    needed: { type: "integer" },
    titleFr: { name: "title_fr", type: "text" },
    titleEn: { name: "title_en", type: "text" },
    details: { type: "jsonb" },
    createdBy: { name: "created_by", type: "uuid", nullable: true },
    createdAt: { name: "created_at", type: "timestamptz" },
    validBefore: { name: "valid_before", type: "timestamptz" },
    withdrawnAt: { name: "withdrawn_at", type: "timestamptz", nullable: true },
    operationId: { name: "operation_id", type: "uuid", nullable: true },
  },
});
