import type { Hex } from "viem";
import { onEvent, type Projection } from "../../indexing/projection.ts";
import { bytes32Schema } from "../../kernel/hex.ts";
import { secondBallotRequestEntity, voteEntity } from "./ballot.entity.ts";
import { proposalEntity } from "./proposal.entity.ts";

const instant = (seconds: bigint): Date => new Date(Number(seconds) * 1000);
const changed = (proposalId: bigint) => ({ name: "council-changed", to: { kind: "OFFICERS" }, data: { proposalId: proposalId.toString() } }) as const;
const NO_CITY = 0;

/**
 * Proposals, votes and requests for second ballots. A proposal is told by two events: Governor's carries the calls,
 * the council's carries the city and the hours; they come in this order, in one transaction.
 */
export const proposalsProjection: Projection = {
  name: "council-proposals",
  tables: ["council_votes", "council_second_ballot_requests", "council_proposals"],
  on: [
    onEvent("council", "ProposalCreated", async ({ args, blockTimestamp, blockNumber }, { manager }) => {
      await manager.getRepository(proposalEntity).insert({
        proposalId: args.proposalId,
        cityId: NO_CITY,
        descriptionHash: descriptionHashOf(args.description),
        concernsMembership: false,
        targets: [...args.targets],
        calldatas: [...args.calldatas],
        snapshotAt: blockTimestamp,
        opensAt: instant(args.voteStart),
        closesAt: instant(args.voteEnd),
        proposedAt: blockTimestamp,
        blockNumber,
        queuedAt: null,
        executedAt: null,
        executedBlock: null,
      });
    }),
    onEvent("council", "CouncilProposed", async ({ args }, { manager, notify }) => {
      const { proposalId, cityId, concernsMembership } = args;
      await manager.getRepository(proposalEntity).update(
        { proposalId },
        { cityId, concernsMembership, snapshotAt: instant(args.snapshotAt), opensAt: instant(args.opensAt), closesAt: instant(args.closesAt) },
      );
      notify(changed(proposalId));
    }),
    onEvent("council", "CouncilVoted", async ({ args, blockTimestamp, blockNumber }, { manager, notify }) => {
      const { proposalId, ballot, cityId, support, weight } = args;
      await manager.getRepository(voteEntity).insert({ proposalId, ballot, cityId, support, weight, votedAt: blockTimestamp, blockNumber });
      notify(changed(proposalId));
    }),
    onEvent("council", "SecondBallotRequested", async ({ args, blockTimestamp }, { manager, notify }) => {
      const { proposalId, cityId } = args;
      await manager.getRepository(secondBallotRequestEntity).insert({ proposalId, cityId, requestedAt: blockTimestamp });
      notify(changed(proposalId));
    }),
    onEvent("council", "ProposalQueued", async ({ args, blockTimestamp }, { manager, notify }) => {
      await manager.getRepository(proposalEntity).update({ proposalId: args.proposalId }, { queuedAt: blockTimestamp });
      notify(changed(args.proposalId));
    }),
    onEvent("council", "ProposalExecuted", async ({ args, blockTimestamp, blockNumber }, { manager, notify }) => {
      await manager.getRepository(proposalEntity).update({ proposalId: args.proposalId }, { executedAt: blockTimestamp, executedBlock: blockNumber });
      notify(changed(args.proposalId));
    }),
  ],
};

/** Governor is given the hash as its text, in hexadecimal [X1]. */
function descriptionHashOf(description: string): Hex {
  return bytes32Schema.parse(description);
}
