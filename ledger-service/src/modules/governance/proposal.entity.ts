import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** What a city proposed, as the ledger holds it. Results and phases are asked of the ledger: they follow its clock. */
export interface ProposalRow {
  proposalId: bigint;
  cityId: number;
  descriptionHash: Hex;
  concernsMembership: boolean;
  targets: readonly Address[];
  calldatas: readonly Hex[];
  snapshotAt: Date;
  opensAt: Date;
  closesAt: Date;
  proposedAt: Date;
  blockNumber: bigint;
  queuedAt: Date | null;
  executedAt: Date | null;
  executedBlock: bigint | null;
}

export const proposalEntity = new EntitySchema<ProposalRow>({
  name: "CouncilProposal",
  tableName: "council_proposals",
  columns: {
    proposalId: amountColumn("proposal_id", { primary: true }),
    cityId: { name: "city_id", type: "smallint" },
    descriptionHash: textColumn("description_hash"),
    concernsMembership: { name: "concerns_membership", type: "boolean" },
    targets: { type: "jsonb" },
    calldatas: { type: "jsonb" },
    snapshotAt: instantColumn("snapshot_at"),
    opensAt: instantColumn("opens_at"),
    closesAt: instantColumn("closes_at"),
    proposedAt: instantColumn("proposed_at"),
    blockNumber: bigintColumn("block_number"),
    queuedAt: instantColumn("queued_at", { nullable: true }),
    executedAt: instantColumn("executed_at", { nullable: true }),
    executedBlock: bigintColumn("executed_block", { nullable: true }),
  },
});
