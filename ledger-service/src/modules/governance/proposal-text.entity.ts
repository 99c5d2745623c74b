import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { textColumn } from "../../platform/database/columns.ts";

/** The document whose hash a proposal names, as its city wrote it. Append-only. */
export interface ProposalTextRow {
  descriptionHash: Hex;
  document: string;
}

export const proposalTextEntity = new EntitySchema<ProposalTextRow>({
  name: "CouncilProposalText",
  tableName: "council_proposal_texts",
  columns: { descriptionHash: textColumn("description_hash", { primary: true }), document: textColumn("document") },
});
