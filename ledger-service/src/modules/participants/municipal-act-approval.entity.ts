import { EntitySchema } from "typeorm";

/** One officer's signature on an act. Append-only. */
export interface ActApprovalRow {
  actId: string;
  officer: string;
  personId: string;
  signer: string;
  signature: string;
  approvedAt: Date;
}

export const actApprovalEntity = new EntitySchema<ActApprovalRow>({
  name: "MunicipalActApproval",
  tableName: "municipal_act_approvals",
  columns: {
    actId: { name: "act_id", type: "uuid", primary: true },
    officer: { type: "text", primary: true },
    personId: { name: "person_id", type: "uuid" },
    signer: { type: "text" },
    signature: { type: "text" },
    approvedAt: { name: "approved_at", type: "timestamptz" },
  },
});
