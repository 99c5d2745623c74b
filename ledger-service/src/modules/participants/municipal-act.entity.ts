import { EntitySchema } from "typeorm";
import type { SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";

/**
 * A municipal act from its draft on. `kind` is the signed struct's name; `message` its fields, amounts as text. Title
 * and details are sealed: they may name a person.
 */
export interface MunicipalActRow {
  id: string;
  kind: SignedPrimaryType;
  message: Record<string, unknown>;
  power: string;
  needed: number;
  wordsSealed: string;
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
    wordsSealed: { name: "words_sealed", type: "text" },
    createdBy: { name: "created_by", type: "uuid", nullable: true },
    createdAt: { name: "created_at", type: "timestamptz" },
    validBefore: { name: "valid_before", type: "timestamptz" },
    withdrawnAt: { name: "withdrawn_at", type: "timestamptz", nullable: true },
    operationId: { name: "operation_id", type: "uuid", nullable: true },
  },
});
