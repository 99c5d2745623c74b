import type { Caller } from "../../kernel/caller.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { Ballot, VoteSupport } from "../../platform/chain/generated/enums.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import type { ActView } from "../participants/municipal-acts.schemas.ts";
import type { ProposalJson, ballotKinds, supportNames } from "./council.schemas.ts";
import { governanceProblems } from "./governance.problems.ts";

export interface VoteParts {
  readonly ownCity: { readonly id: number; readonly name: string };
  readonly municipalActs: Pick<MunicipalActs, "draftAct">;
  readonly readProposal: (proposalId: bigint) => Promise<ProposalJson>;
}

type BallotKind = (typeof ballotKinds)[number];
type SupportName = (typeof supportNames)[number];

const supports = { AGAINST: VoteSupport.AGAINST, FOR: VoteSupport.FOR, ABSTAIN: VoteSupport.ABSTAIN };
const ballots = { FIRST: Ballot.FIRST, SECOND: Ballot.SECOND };
const supportWords: Readonly<Record<SupportName, { fr: string; en: string }>> = {
  AGAINST: { fr: "contre", en: "against" },
  FOR: { fr: "pour", en: "for" },
  ABSTAIN: { fr: "abstention", en: "abstention" },
};

/**
 * Drafts the city's vote for a COUNCIL officer to sign, until the ballot closes.
 * @throws Problem `council-proposal-unknown`, `council-ballot-closed`, `council-already-voted`, `council-members-only`
 */
export async function draftVote(
  { ownCity, municipalActs, readProposal }: VoteParts,
  transaction: Transaction,
  caller: Caller,
  vote: { readonly proposalId: bigint; readonly ballot: BallotKind; readonly support: SupportName },
): Promise<ActView> {
  const proposal = await readProposal(vote.proposalId);
  const ballot = proposal.ballots.find((one) => one.ballot === vote.ballot);
  if (ballot?.isOpen !== true) throw governanceProblems.of("council-ballot-closed");
  if (ballot.votes.some(({ cityId }) => cityId === ownCity.id)) throw governanceProblems.of("council-already-voted");
  if (proposal.mayVoteIn !== vote.ballot) throw governanceProblems.of("council-members-only");
  const words = supportWords[vote.support];
  const name = proposal.words?.title ?? `no ${proposal.number}`;
  return municipalActs.draftAct(
    transaction,
    {
      kind: "CouncilVote",
      message: { proposalId: vote.proposalId, cityId: ownCity.id, ballot: ballots[vote.ballot], support: supports[vote.support] },
      power: "COUNCIL",
      titleFr: `Voter «\u202F${words.fr}\u202F» au nom de ${ownCity.name}\u00A0: ${name}`,
      titleEn: `Vote “${words.en}” for ${ownCity.name}: ${name}`,
      details: [
        { label: "Proposition", value: name },
        { label: "Tour", value: vote.ballot === "FIRST" ? "Premier\u00A0: une ville, une voix" : "Second\u00A0: selon la population" },
        { label: "Vote", value: words.fr },
        ...proposal.calls.map(({ sentence }, index) => ({ label: `Décision ${index + 1}`, value: sentence })),
      ],
      validBefore: new Date(ballot.closesAt),
    },
    caller,
  );
}

/**
 * Drafts the city's request for a second ballot.
 * @throws Problem `council-proposal-unknown`, `council-already-requested`, `council-second-ballot-refused`
 */
export async function draftSecondBallotRequest(
  { ownCity, municipalActs, readProposal }: VoteParts,
  transaction: Transaction,
  caller: Caller,
  proposalId: bigint,
): Promise<ActView> {
  const proposal = await readProposal(proposalId);
  if (proposal.secondBallotRequests.some(({ cityId }) => cityId === ownCity.id)) throw governanceProblems.of("council-already-requested");
  if (!proposal.mayRequestSecondBallot) throw governanceProblems.of("council-second-ballot-refused");
  const name = proposal.words?.title ?? `no ${proposal.number}`;
  return municipalActs.draftAct(
    transaction,
    {
      kind: "SecondBallotRequest",
      message: { proposalId, cityId: ownCity.id },
      power: "COUNCIL",
      titleFr: `Demander un second tour, selon la population\u00A0: ${name}`,
      titleEn: `Ask for a second ballot, by population: ${name}`,
      details: [
        { label: "Proposition", value: name },
        { label: "Demandes", value: `${proposal.secondBallotRequests.length} sur ${proposal.requestsNeeded}` },
      ],
      validBefore: new Date(proposal.requestsUntil ?? Date.now()),
    },
    caller,
  );
}
