import { EntitySchema } from "typeorm";
import { amountColumn, bigintColumn, instantColumn } from "../../platform/database/columns.ts";

/** One city's vote in one ballot. */
export interface VoteRow {
  proposalId: bigint;
  ballot: number;
  cityId: number;
  support: number;
  weight: bigint;
  votedAt: Date;
  blockNumber: bigint;
}

export const voteEntity = new EntitySchema<VoteRow>({
  name: "CouncilVote",
  tableName: "council_votes",
  columns: {
    proposalId: amountColumn("proposal_id", { primary: true }),
    ballot: { type: "smallint", primary: true },
    cityId: { name: "city_id", type: "smallint", primary: true },
    support: { type: "smallint" },
    weight: amountColumn("weight"),
    votedAt: instantColumn("voted_at"),
    blockNumber: bigintColumn("block_number"),
  },
});

/** A city that asked for the second ballot. */
export interface SecondBallotRequestRow {
  proposalId: bigint;
  cityId: number;
  requestedAt: Date;
}

export const secondBallotRequestEntity = new EntitySchema<SecondBallotRequestRow>({
  name: "CouncilSecondBallotRequest",
  tableName: "council_second_ballot_requests",
  columns: {
    proposalId: amountColumn("proposal_id", { primary: true }),
    cityId: { name: "city_id", type: "smallint", primary: true },
    requestedAt: instantColumn("requested_at"),
  },
});
