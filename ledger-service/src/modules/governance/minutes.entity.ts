import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { amountColumn, bigintColumn, textColumn } from "../../platform/database/columns.ts";

/** This city's minutes of a proposal: the very bytes whose SHA-256 is signed and anchored. Append-only. */
export interface MinutesRow {
  proposalId: bigint;
  document: Buffer;
  reportHash: Hex;
  validBefore: bigint;
  signature: Hex;
}

export const minutesEntity = new EntitySchema<MinutesRow>({
  name: "CouncilMinutes",
  tableName: "council_minutes",
  columns: {
    proposalId: amountColumn("proposal_id", { primary: true }),
    document: { type: "bytea" },
    reportHash: textColumn("report_hash"),
    validBefore: bigintColumn("valid_before"),
    signature: textColumn("signature"),
  },
});
