import { EntitySchema } from "typeorm";
import type { Address } from "viem";
import { bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

export const memberChangeKinds = ["JOINED", "DEPARTED", "SUSPENDED", "REINSTATED", "VALIDATOR_REPLACED", "POPULATION_RECORDED"] as const;
export type MemberChangeKind = (typeof memberChangeKinds)[number];

/** What became of a member, and when. Founders whom a genesis holds have no event of their joining. */
export interface MemberChangeRow {
  eventId: string;
  cityId: number;
  kind: MemberChangeKind;
  validator: Address | null;
  previousValidator: Address | null;
  population: number | null;
  changedAt: Date;
  blockNumber: bigint;
}

export const memberChangeEntity = new EntitySchema<MemberChangeRow>({
  name: "CouncilMemberChange",
  tableName: "council_member_changes",
  columns: {
    eventId: textColumn("event_id", { primary: true }),
    cityId: { name: "city_id", type: "smallint" },
    kind: textColumn("kind"),
    validator: textColumn("validator", { nullable: true }),
    previousValidator: textColumn("previous_validator", { nullable: true }),
    population: { type: "integer", nullable: true },
    changedAt: instantColumn("changed_at"),
    blockNumber: bigintColumn("block_number"),
  },
});
