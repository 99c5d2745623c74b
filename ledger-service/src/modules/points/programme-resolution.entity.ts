import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A resolution that opened or raised a programme, and the officers who signed. */
export interface ProgrammeResolutionRow {
  programmeId: Hex;
  revision: bigint;
  year: number;
  number: bigint;
  documentHash: Hex;
  budgetPoints: bigint;
  officers: Address[];
  at: Date;
}

export const programmeResolutionEntity = new EntitySchema<ProgrammeResolutionRow>({
  name: "ProgrammeResolution",
  tableName: "programme_resolutions",
  columns: {
    programmeId: textColumn("programme_id", { primary: true }),
    revision: bigintColumn("revision", { primary: true }),
    year: { type: "integer" },
    number: bigintColumn("number"),
    documentHash: textColumn("document_hash"),
    budgetPoints: amountColumn("budget_points"),
    officers: { type: "text", array: true },
    at: instantColumn("at"),
  },
});
