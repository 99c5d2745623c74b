import type { DataSource } from "typeorm";
import type { Chain } from "../../platform/chain/chain.ts";
import { secondBallotRequestEntity, voteEntity, type SecondBallotRequestRow, type VoteRow } from "./ballot.entity.ts";
import type { CallView } from "./decode-calls.ts";
import { ballotKinds, supportNames, type ProposalJson } from "./council.schemas.ts";
import { governanceProblems } from "./governance.problems.ts";
import type { MinutesState } from "./minutes-store.ts";
import { phaseOf, type ProposalPhase } from "./proposal-phase.ts";
import { wordsOf } from "./proposal-text.ts";
import { proposalEntity, type ProposalRow } from "./proposal.entity.ts";
import type { ReadMembers } from "./read-members.ts";
import type { BallotCount, ReadStanding, Standing } from "./read-standing.ts";
import type { ReadSnapshot } from "./read-snapshot.ts";

const PROPOSALS_SHOWN = 50;
const REQUESTS_NEEDED = 4;
const NUMBER_BITS = 32;

export interface ViewProposalsParts {
  readonly database: DataSource;
  readonly ownCityId: number;
  readonly chain: Pick<Chain, "client">;
  readonly readStanding: ReadStanding;
  readonly readSnapshot: ReadSnapshot;
  readonly readMembers: ReadMembers;
  readonly nameOfCity: (cityId: number) => string;
  readonly decode: (row: ProposalRow) => readonly CallView[];
  /** Why a result could not be carried out when it was last tried. */
  readonly waitingOf: (proposalId: bigint) => { title: string; detail: string } | undefined;
  readonly minutesOf: (proposalId: bigint) => Promise<MinutesState | undefined>;
}

/** What people call a proposal; minutes are anchored under it. */
export function numberOfProposal(proposalId: bigint): number {
  return Number(BigInt.asUintN(NUMBER_BITS, proposalId));
}

export async function listProposals(parts: ViewProposalsParts): Promise<ProposalJson[]> {
  const rows = await parts.database.getRepository(proposalEntity).find({ order: { proposedAt: "DESC" }, take: PROPOSALS_SHOWN });
  return Promise.all(rows.map((row) => viewProposal(parts, row)));
}

/** @throws Problem `council-proposal-unknown` */
export async function findProposal(database: DataSource, proposalId: bigint): Promise<ProposalRow> {
  const row = await database.getRepository(proposalEntity).findOneBy({ proposalId });
  if (row === null) throw governanceProblems.of("council-proposal-unknown");
  return row;
}

export async function readProposal(parts: ViewProposalsParts, proposalId: bigint): Promise<ProposalJson> {
  return viewProposal(parts, await findProposal(parts.database, proposalId));
}

export async function viewProposal(parts: ViewProposalsParts, row: ProposalRow): Promise<ProposalJson> {
  const { database, nameOfCity, ownCityId } = parts;
  const { proposalId } = row;
  const [standing, snapshot, words, votes, requests, minutes, { timestamp }] = await Promise.all([
    parts.readStanding(proposalId),
    parts.readSnapshot(row.snapshotAt),
    wordsOf(database.manager, row.descriptionHash),
    database.getRepository(voteEntity).find({ where: { proposalId }, order: { votedAt: "ASC" } }),
    database.getRepository(secondBallotRequestEntity).find({ where: { proposalId }, order: { requestedAt: "ASC" } }),
    parts.minutesOf(proposalId),
    parts.chain.client.getBlock({ blockTag: "pending" }),
  ]);
  // Sent and not yet in a page that is indexed: what people read of it would be missing.
  const isIndexed = standing.state !== "EXECUTED" || row.executedAt !== null;
  const phase = isIndexed ? phaseOf(standing, timestamp) : "QUEUED";
  const city = (cityId: number) => ({ cityId, cityName: nameOfCity(cityId) });
  const sits = snapshot.populations.some(({ cityId }) => cityId === ownCityId) && (await isActiveNow(parts));
  return {
    proposalId: proposalId.toString(),
    number: numberOfProposal(proposalId).toString(16).padStart(8, "0"),
    ...city(row.cityId),
    words: words ?? null,
    descriptionHash: row.descriptionHash,
    phase,
    isFinal: standing.isFinal && isIndexed,
    concernsMembership: row.concernsMembership,
    proposedAt: row.proposedAt.toISOString(),
    snapshotAt: row.snapshotAt.toISOString(),
    calls: [...parts.decode(row)],
    ballots: viewBallots(standing, votes, timestamp, nameOfCity),
    secondBallotRequests: requests.map(({ cityId, requestedAt }) => ({ ...city(cityId), at: requestedAt.toISOString() })),
    requestsNeeded: REQUESTS_NEEDED,
    requestsUntil: phase === "REQUEST_WINDOW" ? instantText(standing.deadline + 1n) : null,
    memberCount: snapshot.memberCount,
    quorumCities: snapshot.quorumCities,
    populations: snapshot.populations.map(({ cityId, population }) => ({ ...city(cityId), population })),
    totalPopulation: snapshot.totalPopulation,
    executableFrom: standing.executableFrom === 0n ? null : instantText(standing.executableFrom),
    executedAt: row.executedAt?.toISOString() ?? null,
    executedBlock: row.executedBlock === null ? null : Number(row.executedBlock),
    waiting: standing.isFinal ? null : (parts.waitingOf(proposalId) ?? null),
    mayVoteIn: sits ? openBallotOf(phase, votes, ownCityId) : null,
    mayRequestSecondBallot: sits && mayRequest(phase, row, standing, requests, ownCityId),
    minutes: minutes ?? null,
  };
}

async function isActiveNow({ readMembers, ownCityId }: ViewProposalsParts): Promise<boolean> {
  return (await readMembers()).some(({ cityId, status }) => cityId === ownCityId && status === "ACTIVE");
}

function viewBallots(standing: Standing, votes: readonly VoteRow[], nowSeconds: bigint, nameOfCity: (cityId: number) => string): ProposalJson["ballots"] {
  return ballotKinds.flatMap((ballot, index) => {
    const count = ballot === "FIRST" ? standing.first : standing.second;
    if (count.opensAt === 0n) return [];
    return [
      {
        ballot,
        ...countJson(count),
        isOpen: count.opensAt <= nowSeconds && nowSeconds < count.closesAt,
        votes: votes
          .filter((vote) => vote.ballot === index)
          .map(({ cityId, support, weight, votedAt }) => ({
            cityId,
            cityName: nameOfCity(cityId),
            support: supportNames[support] ?? "ABSTAIN",
            weight: weight.toString(),
            at: votedAt.toISOString(),
          })),
      },
    ];
  });
}

function countJson({ opensAt, closesAt, votesFor, votesAgainst, votesAbstain, citiesFor, citiesAgainst, citiesAbstain }: BallotCount) {
  return {
    opensAt: instantText(opensAt),
    closesAt: instantText(closesAt),
    votesFor: votesFor.toString(),
    votesAgainst: votesAgainst.toString(),
    votesAbstain: votesAbstain.toString(),
    citiesFor,
    citiesAgainst,
    citiesAbstain,
  };
}

function openBallotOf(phase: ProposalPhase, votes: readonly VoteRow[], cityId: number): "FIRST" | "SECOND" | null {
  const ballot = phase === "FIRST_BALLOT" ? "FIRST" : phase === "SECOND_BALLOT" ? "SECOND" : null;
  if (ballot === null) return null;
  return votes.some((vote) => vote.cityId === cityId && vote.ballot === ballotKinds.indexOf(ballot)) ? null : ballot;
}

function mayRequest(phase: ProposalPhase, row: ProposalRow, standing: Standing, requests: readonly SecondBallotRequestRow[], cityId: number): boolean {
  return phase === "REQUEST_WINDOW" && !row.concernsMembership && standing.second.opensAt === 0n && requests.every((request) => request.cityId !== cityId);
}

function instantText(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString();
}
