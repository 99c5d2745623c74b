import { type BaseContract, id, TypedDataEncoder } from "ethers";
import { Ballot, VoteSupport } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import type { FoundingCity } from "../../scripts/deploy/founding-city.ts";
import type { Approval, Message } from "./acts.ts";
import { benoit, CITIES, city, eloise, laurent, lise, type Officer, officer } from "./actors.ts";
import { networkHelpers, time } from "./chain.ts";
import type { ConsortiumAct } from "./consortium.ts";
import { foundNetwork, type Maille } from "./fixture.ts";

const member = (cityId: number, population: number, host: string, delegate: Officer): FoundingCity =>
  city(cityId, population, host, [delegate], officer(cityId, `service of ${host}`, "ENROL", "RELAY"));

/** COUNCIL officers of the cities that only the council's tests need. */
export const rejean = officer(3, "Réjean", "COUNCIL");
export const carole = officer(4, "Carole", "COUNCIL");
export const joelle = officer(5, "Joëlle", "COUNCIL");
export const armand = officer(6, "Armand", "COUNCIL");
export const beatrice = officer(7, "Béatrice", "COUNCIL");

export const chateauguay = member(3, 47_906, "chateauguay.test", rejean);
export const saintConstant = member(4, 27_359, "saint-constant.test", carole);
export const laPrairie = member(5, 24_110, "la-prairie.test", joelle);
export const saintLambert = member(6, 21_861, "saint-lambert.test", armand);
export const beaconsfield = member(7, 19_324, "beaconsfield.test", beatrice);

/** Nine members: six make the quorum, and two thirds; four cities are a disagreement. */
export const MEMBERS: readonly FoundingCity[] = [
  ...CITIES, chateauguay, saintConstant, laPrairie, saintLambert, beaconsfield,
];
/** From the most to the least populous. */
export const DELEGATES: readonly Officer[] = [benoit, rejean, carole, lise, joelle, armand, beatrice, laurent, eloise];

export const POPULATION = MEMBERS.reduce((sum, { population }) => sum + population, 0);

export const populationOf = ({ cityId }: Officer): bigint => {
  const found = MEMBERS.find((candidate) => candidate.id === cityId);
  if (found === undefined) throw new Error(`no member ${cityId}`);
  return BigInt(found.population);
};

export const TIMES = {
  votingDelaySeconds: 3_600,
  votingPeriodSeconds: 7 * 86_400,
  requestWindowSeconds: 86_400,
  executionWindowSeconds: 3 * 86_400,
} as const;
export const TIMELOCK_DELAY_SECONDS = 7_200;

const ACT_TYPES = {
  CouncilProposal: [
    { name: "cityId", type: "uint8" },
    { name: "targets", type: "address[]" },
    { name: "calldatas", type: "bytes[]" },
    { name: "descriptionHash", type: "bytes32" },
    { name: "validBefore", type: "uint64" },
  ],
  CouncilVote: [
    { name: "proposalId", type: "uint256" },
    { name: "cityId", type: "uint8" },
    { name: "ballot", type: "uint8" },
    { name: "support", type: "uint8" },
    { name: "validBefore", type: "uint64" },
  ],
  SecondBallotRequest: [
    { name: "proposalId", type: "uint256" },
    { name: "cityId", type: "uint8" },
    { name: "validBefore", type: "uint64" },
  ],
} as const;
type CouncilAct = keyof typeof ACT_TYPES;

const LONG_AHEAD = 4_000_000_000;

/** What a proposal asks, as the council's doors take it. */
export interface Calls {
  readonly targets: readonly string[];
  readonly calldatas: readonly string[];
  readonly descriptionHash: string;
}

export interface Proposal extends Calls {
  readonly id: bigint;
  /** Seconds: the first ballot's hours. */
  readonly opensAt: number;
  readonly closesAt: number;
}

/** One approval of an officer, over the types that the specification writes: not those of the contract. */
export function signCouncilAct(maille: Maille, delegate: Officer, primaryType: CouncilAct, message: Message): Approval[] {
  const { chainId, addresses } = maille.deployed;
  const domain = { name: "Maille", version: "1", chainId, verifyingContract: addresses.council };
  const types = { [primaryType]: [...ACT_TYPES[primaryType]] };
  const signature = delegate.signer.sign(TypedDataEncoder.hash(domain, types, message));
  return [{ officer: delegate.account, signer: delegate.signer.bytes, signature }];
}

export async function callsOf(acts: readonly ConsortiumAct[], text: string): Promise<Calls> {
  return {
    targets: await Promise.all(acts.map(({ to }) => to.getAddress())),
    calldatas: acts.map(({ to, fn, args }) => to.interface.encodeFunctionData(fn, [...args])),
    descriptionHash: id(text),
  };
}

export const doorArguments = ({ targets, calldatas, descriptionHash }: Calls) =>
  [[...targets], [...calldatas], descriptionHash] as const;

export const proposalMessage = (delegate: Officer, { targets, calldatas, descriptionHash }: Calls) => ({
  cityId: delegate.cityId,
  targets: [...targets],
  calldatas: [...calldatas],
  descriptionHash,
  validBefore: LONG_AHEAD,
});

/** Sends a delegate's signed proposal, whoever relays it. */
export const sendProposal = (maille: Maille, delegate: Officer, calls: Calls) => {
  const act = proposalMessage(delegate, calls);
  return maille.contracts.council.proposeFor(act, signCouncilAct(maille, delegate, "CouncilProposal", act));
};

export async function propose(maille: Maille, delegate: Officer, acts: readonly ConsortiumAct[], text: string): Promise<Proposal> {
  const calls = await callsOf(acts, text);
  await sendProposal(maille, delegate, calls);
  const proposalId: bigint = await maille.contracts.council.proposalIdOf(...doorArguments(calls));
  const { opensAt, closesAt } = await maille.contracts.council.ballotResult(proposalId, Ballot.FIRST);
  return { ...calls, id: proposalId, opensAt: Number(opensAt), closesAt: Number(closesAt) };
}

export const sendVote = (
  maille: Maille,
  delegate: Officer,
  proposalId: bigint,
  support: VoteSupport,
  ballot: Ballot = Ballot.FIRST,
) => {
  const act = { proposalId, cityId: delegate.cityId, ballot, support, validBefore: LONG_AHEAD };
  return maille.contracts.council.voteFor(act, signCouncilAct(maille, delegate, "CouncilVote", act));
};

export const sendRequest = (maille: Maille, delegate: Officer, proposalId: bigint) => {
  const act = { proposalId, cityId: delegate.cityId, validBefore: LONG_AHEAD };
  return maille.contracts.council.requestSecondBallot(act, signCouncilAct(maille, delegate, "SecondBallotRequest", act));
};

export interface Votes {
  readonly for?: readonly Officer[];
  readonly against?: readonly Officer[];
  readonly abstain?: readonly Officer[];
}

export async function castVotes(maille: Maille, proposalId: bigint, votes: Votes, ballot: Ballot = Ballot.FIRST): Promise<void> {
  for (const delegate of votes.for ?? []) await sendVote(maille, delegate, proposalId, VoteSupport.FOR, ballot);
  for (const delegate of votes.against ?? []) await sendVote(maille, delegate, proposalId, VoteSupport.AGAINST, ballot);
  for (const delegate of votes.abstain ?? []) await sendVote(maille, delegate, proposalId, VoteSupport.ABSTAIN, ballot);
}

/** The next transaction is in a block of this very second. */
export const nextBlockAt = (seconds: number): Promise<void> => time.setNextBlockTimestamp(seconds);

/** Time passes to this very second, in a block of its own. */
export const passTo = (seconds: number): Promise<void> => time.increaseTo(seconds);

/** Opens the first ballot of a proposal, lets the cities vote, and passes to its closing. */
export async function playFirstBallot(maille: Maille, proposal: Proposal, votes: Votes): Promise<void> {
  await passTo(proposal.opensAt);
  await castVotes(maille, proposal.id, votes);
  await passTo(proposal.closesAt);
}

/** Queues what was carried, waits for the timelock and executes it: anyone may. */
export async function queueAndExecute(maille: Maille, proposal: Proposal): Promise<void> {
  await maille.contracts.council.queueProposal(...doorArguments(proposal));
  const eta: bigint = await maille.contracts.council.proposalEta(proposal.id);
  await passTo(Number(eta));
  await maille.contracts.council.executeProposal(...doorArguments(proposal));
}

/** Two against and the others for, nobody asks for more: the calm way of a decision, to its effect. */
export async function decideByBallot(
  maille: Maille,
  acts: readonly ConsortiumAct[],
  text: string,
  voters: readonly Officer[] = DELEGATES,
): Promise<Proposal> {
  const proposal = await propose(maille, benoit, acts, text);
  const [first, second, ...others] = voters;
  if (first === undefined || second === undefined) throw new Error("no delegates");
  await playFirstBallot(maille, proposal, { for: others, against: [first, second] });
  const isMembership: boolean = await maille.contracts.council.concernsMembership(proposal.id);
  if (!isMembership) await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
  await queueAndExecute(maille, proposal);
  return proposal;
}

/** Nine members with a COUNCIL officer each, and times as long as a real network's. */
export const deployCouncil = async (): Promise<Maille> => {
  const maille = await foundNetwork(MEMBERS, { ballots: TIMES, timelockDelaySeconds: TIMELOCK_DELAY_SECONDS });
  await networkHelpers.mine();
  return maille;
};

/** The common rule that the tests change. */
export const weeklyCeiling = (programmes: BaseContract, minutes: number): ConsortiumAct => ({
  to: programmes,
  fn: "setWeeklyMinutesCeiling",
  args: [minutes],
});
