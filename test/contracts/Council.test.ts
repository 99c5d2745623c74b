import { expect } from "chai";
import { AbiCoder, getAddress, id, keccak256, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import { Ballot, MemberStatus, VoteSupport } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { benoit, delson, eloise, laurent, lise, marthe, type Officer, wendake } from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import type { ConsortiumAct } from "../support/consortium.ts";
import { sentBy } from "../support/contracts.ts";
import {
  armand, beatrice, beaconsfield, type Calls, callsOf, carole, castVotes, decideByBallot, DELEGATES, deployCouncil,
  doorArguments, joelle, MEMBERS, nextBlockAt, passTo, playFirstBallot, POPULATION, populationOf, type Proposal, propose,
  proposalMessage, queueAndExecute, rejean, sendProposal, sendRequest, sendVote, signCouncilAct, TIMELOCK_DELAY_SECONDS,
  TIMES, weeklyCeiling,
} from "../support/council.ts";
import type { Maille } from "../support/fixture.ts";

const State = { PENDING: 0n, ACTIVE: 1n, DEFEATED: 3n, SUCCEEDED: 4n, QUEUED: 5n, EXPIRED: 6n, EXECUTED: 7n } as const;
const only = (state: bigint): string => `0x${(1n << state).toString(16).padStart(64, "0")}`;
const LONG_AHEAD = 4_000_000_000;
const NEW_VALIDATOR = getAddress(id("Delson's new node").slice(0, 42));
const UNKNOWN = 12_345n;

/** Any six of nine: the quorum, and two thirds. */
const SIX = DELEGATES.slice(0, 6);
const THREE = DELEGATES.slice(6);

const stateOf = (maille: Maille, { id: proposalId }: Proposal): Promise<bigint> => maille.contracts.council.state(proposalId);

const suspension = ({ contracts }: Maille, { cityId }: Officer): ConsortiumAct => ({ to: contracts.consortium, fn: "suspend", args: [cityId] });

/** The consortium as other decisions of the timelock change it meanwhile. */
async function meanwhile(maille: Maille, fn: "suspend" | "reinstate" | "depart" | "recordPopulation", ...args: unknown[]): Promise<void> {
  const timelock = await maille.impersonate(maille.deployed.addresses.timelock);
  await sentBy(maille.contracts.consortium, timelock)[fn](...args);
}

const ordinary = (maille: Maille, text = "Raise the ceiling"): Promise<Proposal> =>
  propose(maille, benoit, [weeklyCeiling(maille.contracts.programmes, 1_800)], text);

async function deployWithProposal() {
  const maille = await deployCouncil();
  return { maille, council: maille.contracts.council, proposal: await ordinary(maille) };
}

/** Its first ballot is open. */
async function deployWithBallot() {
  const world = await deployWithProposal();
  await passTo(world.proposal.opensAt);
  return world;
}

/** Eight for, one against: carried, and the request window is open. */
async function deployWithCarried() {
  const world = await deployWithProposal();
  await playFirstBallot(world.maille, world.proposal, { for: DELEGATES.slice(0, 8), against: [eloise] });
  return world;
}

/** Six for, three against: the second ballot is open. */
async function deployWithDispute() {
  const world = await deployWithProposal();
  await playFirstBallot(world.maille, world.proposal, { for: SIX, against: THREE });
  return world;
}

/** Carried, queued, the timelock's delay running. */
async function deployWithQueued() {
  const world = await deployWithCarried();
  await passTo(world.proposal.closesAt + TIMES.requestWindowSeconds);
  await world.council.queueProposal(...doorArguments(world.proposal));
  const eta: bigint = await world.council.proposalEta(world.proposal.id);
  return { ...world, eta: Number(eta) };
}

describe("Council", () => {
  describe("proposeFor", () => {
    it("opens a first ballot on the members of the last second that was over", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, programmes } = maille.contracts;
      const calls = await callsOf([weeklyCeiling(programmes, 1_800)], "Raise the ceiling");
      const proposalId: bigint = await council.proposalIdOf(...doorArguments(calls));
      const now = (await time.latest()) + 10;
      await nextBlockAt(now);
      const opensAt = now + TIMES.votingDelaySeconds + 1;
      const closesAt = opensAt + TIMES.votingPeriodSeconds;
      await expect(sendProposal(maille, benoit, calls))
        .to.emit(council, "CouncilProposed")
        .withArgs(proposalId, 1, calls.descriptionHash, false, now - 1, opensAt, closesAt, benoit.account);
      expect(await council.proposingCity(proposalId)).to.equal(1n);
      expect(await council.proposalSnapshot(proposalId)).to.equal(BigInt(now - 1));
      expect(await council.quorum(now - 1)).to.equal(6n);
      expect(await council.state(proposalId)).to.equal(State.PENDING);
      expect([...(await council.ballotResult(proposalId, Ballot.FIRST))]).to.deep.equal([BigInt(opensAt), BigInt(closesAt), 0n, 0n, 0n, 0n, 0n, 0n]);
    });

    it("gives an id that anyone computes from the calls and the hash of the text", async () => {
      const { proposal, council } = await loadFixture(deployWithProposal);
      const { targets, calldatas, descriptionHash } = proposal;
      const text = keccak256(toUtf8Bytes(descriptionHash.toLowerCase()));
      const encoded = AbiCoder.defaultAbiCoder().encode(["address[]", "uint256[]", "bytes[]", "bytes32"], [targets, [0], calldatas, text]);
      expect(proposal.id).to.equal(BigInt(keccak256(encoded)));
      expect(await council.hashProposal([...targets], [0], [...calldatas], text)).to.equal(proposal.id);
    });

    it("keeps the hash of the text, never the text [X1]", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, programmes } = maille.contracts;
      const calls = await callsOf([weeklyCeiling(programmes, 1_800)], "Une phrase que seules les villes gardent");
      await sendProposal(maille, benoit, calls);
      const [event] = await council.queryFilter("ProposalCreated");
      const parsed = council.interface.parseLog({ topics: [...(event?.topics ?? [])], data: event?.data ?? "0x" });
      expect(parsed?.args.description).to.equal(calls.descriptionHash);
    });

    it("is for COUNCIL officers, each for its own city", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, programmes, authority } = maille.contracts;
      const calls = await callsOf([weeklyCeiling(programmes, 1_800)], "Raise the ceiling");
      await expect(sendProposal(maille, marthe, calls))
        .to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(1, id("COUNCIL"), marthe.account);
      const ofMagog = proposalMessage(lise, calls);
      await expect(council.proposeFor(ofMagog, signCouncilAct(maille, benoit, "CouncilProposal", ofMagog)))
        .to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(2, id("COUNCIL"), benoit.account);
      await expect(council.proposeFor(ofMagog, []))
        .to.be.revertedWithCustomError(authority, "AuthorityTooFewApprovals").withArgs(0, 1);
      const signed = signCouncilAct(maille, lise, "CouncilProposal", ofMagog);
      await expect(council.proposeFor({ ...ofMagog, descriptionHash: id("another text") }, signed))
        .to.be.revertedWithCustomError(authority, "AuthoritySignatureRefused").withArgs(lise.account);
      const now = (await time.latest()) + 5;
      const late = { ...ofMagog, validBefore: now };
      await nextBlockAt(now);
      await expect(council.proposeFor(late, signCouncilAct(maille, lise, "CouncilProposal", late)))
        .to.be.revertedWithCustomError(authority, "AuthorityActExpired").withArgs(now, now);
    });

    it("is for present members", async () => {
      const maille = await loadFixture(deployCouncil);
      await meanwhile(maille, "suspend", lise.cityId);
      const calls = await callsOf([weeklyCeiling(maille.contracts.programmes, 1_800)], "Raise the ceiling");
      await expect(sendProposal(maille, lise, calls))
        .to.be.revertedWithCustomError(maille.contracts.council, "CouncilNotMember").withArgs(lise.cityId);
    });

    it("takes the same proposal once", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithProposal);
      for (const delegate of [benoit, lise]) {
        await expect(sendProposal(maille, delegate, proposal))
          .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState").withArgs(proposal.id, State.PENDING, ZeroHash);
      }
    });

    it("takes one to ten calls, each with its target", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, programmes } = maille.contracts;
      const of = (count: number) => callsOf(Array.from({ length: count }, (_, index) => weeklyCeiling(programmes, index + 1)), `${count} calls`);
      await expect(sendProposal(maille, benoit, await of(11)))
        .to.be.revertedWithCustomError(council, "CouncilProposalTooLarge").withArgs(11, 10);
      await expect(sendProposal(maille, benoit, await of(0)))
        .to.be.revertedWithCustomError(council, "GovernorInvalidProposalLength").withArgs(0, 0, 0);
      const two = await of(2);
      await expect(sendProposal(maille, benoit, { ...two, calldatas: two.calldatas.slice(1) }))
        .to.be.revertedWithCustomError(council, "GovernorInvalidProposalLength").withArgs(2, 1, 2);
      await sendProposal(maille, benoit, await of(10));
    });

    it("refuses what would hand the council's seat to anyone, and calls to nobody", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, authority, timelock, programmes } = maille.contracts;
      const consortium = id("CONSORTIUM");
      const proposer = id("PROPOSER_ROLE");
      const someone = marthe.account;
      const refused: ConsortiumAct[] = [
        { to: timelock, fn: "grantRole", args: [proposer, someone] },
        { to: timelock, fn: "revokeRole", args: [proposer, await council.getAddress()] },
        { to: timelock, fn: "schedule", args: [someone, 0, "0x", ZeroHash, ZeroHash, 0] },
        { to: timelock, fn: "updateDelay", args: [30 * 86_400 + 1] },
        { to: authority, fn: "grantRole", args: [consortium, someone] },
        { to: authority, fn: "grantRole", args: [ZeroHash, someone] },
        { to: authority, fn: "revokeRole", args: [consortium, await timelock.getAddress()] },
        { to: authority, fn: "renounceRole", args: [consortium, await timelock.getAddress()] },
        { to: council, fn: "updateTimelock", args: [someone] },
        { to: council, fn: "relay", args: [someone, 0, "0x"] },
      ];
      for (const act of refused) {
        const calls = await callsOf([weeklyCeiling(programmes, 1), act], `${act.fn} refused`);
        const selector = calls.calldatas[1]?.slice(0, 10);
        await expect(sendProposal(maille, benoit, calls), act.fn)
          .to.be.revertedWithCustomError(council, "CouncilTargetRefused").withArgs(await act.to.getAddress(), selector);
      }
      const nobody: Calls = { targets: [someone], calldatas: ["0x11223344"], descriptionHash: id("nobody") };
      await expect(sendProposal(maille, benoit, nobody))
        .to.be.revertedWithCustomError(council, "CouncilTargetRefused").withArgs(someone, "0x11223344");
      const programmesAddress = await programmes.getAddress();
      await expect(sendProposal(maille, benoit, { ...nobody, targets: [programmesAddress], calldatas: ["0x112233"] }))
        .to.be.revertedWithCustomError(council, "CouncilTargetRefused").withArgs(programmesAddress, "0x00000000");
      const timelockAddress = await timelock.getAddress();
      const updateDelay = timelock.interface.encodeFunctionData("updateDelay", [1]).slice(0, 10);
      await expect(sendProposal(maille, benoit, { ...nobody, targets: [timelockAddress], calldatas: [updateDelay] }))
        .to.be.revertedWithCustomError(council, "CouncilTargetRefused").withArgs(timelockAddress, updateDelay);
    });

    it("tells what concerns membership from other matters", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, authority, participants, timelock, consortium, programmes } = maille.contracts;
      const cases: [ConsortiumAct, boolean][] = [
        [{ to: consortium, fn: "recordPopulation", args: [1, 90_000] }, true],
        [{ to: timelock, fn: "updateDelay", args: [30 * 86_400] }, true],
        [{ to: council, fn: "changeBallotTimes", args: [TIMES] }, true],
        [{ to: authority, fn: "grantFounding", args: [2, id("COUNCIL"), marthe.account] }, true],
        [{ to: participants, fn: "addCity", args: [20, 1_000, id("rp"), id("salt")] }, true],
        [{ to: participants, fn: "closeCity", args: [2] }, true],
        [{ to: authority, fn: "grantRole", args: [id("MOVER"), await programmes.getAddress()] }, false],
        [weeklyCeiling(programmes, 3), false],
      ];
      for (const [act, expected] of cases) {
        const proposal = await propose(maille, benoit, [weeklyCeiling(programmes, 2), act], act.fn);
        expect(await council.concernsMembership(proposal.id), act.fn).to.equal(expected);
      }
    });
  });

  describe("Governor's own doors", () => {
    it("are closed", async () => {
      const { council, proposal, maille } = await loadFixture(deployWithBallot);
      const lists = [[...proposal.targets], [0], [...proposal.calldatas]];
      const attempts: [string, unknown[]][] = [
        ["propose", [...lists, "a text"]],
        ["cancel", [...lists, ZeroHash]],
        ["castVote", [proposal.id, 1]],
        ["castVoteWithReason", [proposal.id, 1, "because"]],
        ["castVoteWithReasonAndParams", [proposal.id, 1, "because", "0x"]],
        ["castVoteBySig", [proposal.id, 1, marthe.account, "0x"]],
        ["castVoteWithReasonAndParamsBySig", [proposal.id, 1, marthe.account, "because", "0x", "0x"]],
        ["relay", [marthe.account, 0, "0x"]],
        ["updateTimelock", [marthe.account]],
        ["onERC721Received", [marthe.account, marthe.account, 1, "0x"]],
        ["onERC1155Received", [marthe.account, marthe.account, 1, 1, "0x"]],
        ["onERC1155BatchReceived", [marthe.account, marthe.account, [1], [1], "0x"]],
      ];
      for (const [door, args] of attempts) {
        await expect(council.getFunction(door).staticCall(...args), door).to.be.revertedWithCustomError(council, "CouncilDoorClosed");
      }
      await expect(maille.relayer.sendTransaction({ to: await council.getAddress(), value: 1n }))
        .to.be.revertedWithCustomError(council, "GovernorDisabledDeposit");
    });

    it("name a city by its id, and its people as its votes", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      const cityOne = `0x${"1".padStart(40, "0")}`;
      const snapshot: bigint = await council.proposalSnapshot(proposal.id);
      expect(await council.getVotes(cityOne, snapshot)).to.equal(populationOf(benoit));
      expect(await council.hasVoted(proposal.id, cityOne)).to.equal(false);
      await sendVote(maille, benoit, proposal.id, VoteSupport.FOR);
      expect(await council.hasVoted(proposal.id, cityOne)).to.equal(true);
      expect(await council.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await council.COUNTING_MODE()).to.equal("support=bravo&quorum=against,for,abstain");
      expect(await council.votingDelay()).to.equal(BigInt(TIMES.votingDelaySeconds));
      expect(await council.votingPeriod()).to.equal(BigInt(TIMES.votingPeriodSeconds));
      expect(await council.proposalDeadline(UNKNOWN)).to.equal(0n);
    });
  });

  describe("voteFor", () => {
    it("counts one vote a city", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.FOR))
        .to.emit(council, "CouncilVoted")
        .withArgs(proposal.id, 1, Ballot.FIRST, VoteSupport.FOR, 1, benoit.account);
      await castVotes(maille, proposal.id, { against: [eloise], abstain: [lise, laurent] });
      const { votesFor, votesAgainst, votesAbstain, citiesAbstain } = await council.ballotResult(proposal.id, Ballot.FIRST);
      expect([votesFor, votesAgainst, votesAbstain, citiesAbstain]).to.deep.equal([1n, 1n, 2n, 2n]);
      expect(await council.hasVotedIn(proposal.id, Ballot.FIRST, 1)).to.equal(true);
      expect(await council.hasVotedIn(proposal.id, Ballot.SECOND, 1)).to.equal(false);
      expect(await council.hasVotedIn(proposal.id, Ballot.FIRST, rejean.cityId)).to.equal(false);
    });

    it("opens with the first second of its hours and ends before the last", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithProposal);
      const refused = [proposal.id, Ballot.FIRST] as const;
      await nextBlockAt(proposal.opensAt - 1);
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "CouncilBallotClosed").withArgs(...refused);
      await nextBlockAt(proposal.opensAt);
      await sendVote(maille, benoit, proposal.id, VoteSupport.FOR);
      await nextBlockAt(proposal.closesAt - 1);
      await sendVote(maille, lise, proposal.id, VoteSupport.FOR);
      await nextBlockAt(proposal.closesAt);
      await expect(sendVote(maille, eloise, proposal.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "CouncilBallotClosed").withArgs(...refused);
    });

    it("is once a city, by whichever of its officers, and never changed", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await sendVote(maille, benoit, proposal.id, VoteSupport.ABSTAIN);
      for (const support of [VoteSupport.ABSTAIN, VoteSupport.FOR, VoteSupport.AGAINST]) {
        await expect(sendVote(maille, benoit, proposal.id, support))
          .to.be.revertedWithCustomError(council, "CouncilAlreadyVoted").withArgs(proposal.id, 1, Ballot.FIRST);
      }
    });

    it("refuses another officer's signature, another ballot, an unknown proposal", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      const { authority } = maille.contracts;
      await expect(sendVote(maille, marthe, proposal.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(1, id("COUNCIL"), marthe.account);
      const act = { proposalId: proposal.id, cityId: 1, ballot: Ballot.FIRST, support: VoteSupport.AGAINST, validBefore: LONG_AHEAD };
      const signed = signCouncilAct(maille, benoit, "CouncilVote", act);
      await expect(council.voteFor({ ...act, support: VoteSupport.FOR }, signed))
        .to.be.revertedWithCustomError(authority, "AuthoritySignatureRefused").withArgs(benoit.account);
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.FOR, Ballot.SECOND))
        .to.be.revertedWithCustomError(council, "CouncilBallotClosed").withArgs(proposal.id, Ballot.SECOND);
      await expect(sendVote(maille, benoit, UNKNOWN, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "GovernorNonexistentProposal").withArgs(UNKNOWN);
    });

    it("is for members of the snapshot that still are", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await meanwhile(maille, "suspend", lise.cityId);
      await expect(sendVote(maille, lise, proposal.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "CouncilNotMember").withArgs(lise.cityId);
      const later = await ordinary(maille, "proposed while Magog was suspended");
      await meanwhile(maille, "reinstate", lise.cityId);
      await sendVote(maille, lise, proposal.id, VoteSupport.FOR);
      await passTo(later.opensAt);
      await expect(sendVote(maille, lise, later.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "CouncilNotMember").withArgs(lise.cityId);
    });
  });

  describe("the first ballot", () => {
    it("needs two thirds of the members to take part, and then more for than against", async () => {
      const { maille, proposal, council } = await loadFixture(deployWithProposal);
      await playFirstBallot(maille, proposal, { for: DELEGATES.slice(0, 5) });
      expect(await stateOf(maille, proposal)).to.equal(State.DEFEATED);
      expect(await council.hasSecondBallot(proposal.id)).to.equal(false);
      await expect(sendRequest(maille, benoit, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilSecondBallotRefused").withArgs(proposal.id);
    });

    it("counts those who abstain for the quorum only", async () => {
      const { maille, proposal } = await loadFixture(deployWithProposal);
      await playFirstBallot(maille, proposal, { for: [benoit], abstain: DELEGATES.slice(1, 6) });
      expect(await stateOf(maille, proposal)).to.equal(State.ACTIVE);
      await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.SUCCEEDED);
    });

    it("defeats what nobody is for, without a second ballot when nobody voted", async () => {
      const { maille, proposal, council } = await loadFixture(deployWithProposal);
      await playFirstBallot(maille, proposal, { abstain: DELEGATES });
      expect(await council.hasSecondBallot(proposal.id)).to.equal(false);
      await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.DEFEATED);
    });

    it("decides members and validators alone, at two thirds of all members", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council, consortium } = maille.contracts;
      const replace = (validator: string): ConsortiumAct => ({ to: consortium, fn: "replaceValidator", args: [1, validator] });
      const carried = await propose(maille, benoit, [replace(NEW_VALIDATOR)], "A new node");
      const failed = await propose(maille, benoit, [replace(ZeroAddress)], "No node");
      await passTo(failed.opensAt);
      await castVotes(maille, carried.id, { for: SIX, against: THREE });
      await castVotes(maille, failed.id, { for: SIX.slice(1), abstain: [benoit, ...THREE] });
      await passTo(carried.closesAt - 1);
      expect(await stateOf(maille, carried)).to.equal(State.ACTIVE);
      await passTo(failed.closesAt);
      expect(await stateOf(maille, carried)).to.equal(State.SUCCEEDED);
      expect(await stateOf(maille, failed)).to.equal(State.DEFEATED);
      for (const { id: proposalId } of [carried, failed]) {
        expect(await council.hasSecondBallot(proposalId)).to.equal(false);
        await expect(sendRequest(maille, benoit, proposalId))
          .to.be.revertedWithCustomError(council, "CouncilSecondBallotRefused").withArgs(proposalId);
      }
    });

    it("counts nothing of a member that left before the closing, and all of one that left after", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await castVotes(maille, proposal.id, { for: SIX });
      await passTo(proposal.closesAt - 10);
      await meanwhile(maille, "depart", eloise.cityId); // did not vote: changes nothing
      expect((await council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(6n);
      await meanwhile(maille, "suspend", armand.cityId);
      expect((await council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(5n);
      await passTo(proposal.closesAt);
      await meanwhile(maille, "reinstate", armand.cityId); // too late
      expect((await council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(5n);
      expect(await stateOf(maille, proposal)).to.equal(State.DEFEATED);
    });

    it("keeps its result whoever leaves afterwards", async () => {
      const { maille, proposal, council } = await loadFixture(deployWithCarried);
      for (const delegate of [armand, beatrice]) await meanwhile(maille, "depart", delegate.cityId);
      await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
      expect((await council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(8n);
      expect(await stateOf(maille, proposal)).to.equal(State.SUCCEEDED);
    });
  });

  describe("requestSecondBallot", () => {
    it("obtains it with the fourth city, whose second it opens", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithCarried);
      for (const delegate of [benoit, lise, eloise]) {
        await expect(sendRequest(maille, delegate, proposal.id))
          .to.emit(council, "SecondBallotRequested").withArgs(proposal.id, delegate.cityId, delegate.account)
          .and.not.to.emit(council, "SecondBallotObtained");
      }
      expect(await council.requestCount(proposal.id)).to.equal(3n);
      expect(await council.hasSecondBallot(proposal.id)).to.equal(false);
      const now = (await time.latest()) + 10;
      await nextBlockAt(now);
      await expect(sendRequest(maille, laurent, proposal.id))
        .to.emit(council, "SecondBallotObtained").withArgs(proposal.id, now, now + TIMES.votingPeriodSeconds);
      expect(await council.hasSecondBallot(proposal.id)).to.equal(true);
      expect(await stateOf(maille, proposal)).to.equal(State.ACTIVE);
      await expect(sendRequest(maille, joelle, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilSecondBallotRefused").withArgs(proposal.id);
      await sendVote(maille, benoit, proposal.id, VoteSupport.FOR, Ballot.SECOND);
      await passTo(now + TIMES.votingPeriodSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.DEFEATED);
    });

    it("is possible from the closing until the end of its window", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await castVotes(maille, proposal.id, { for: DELEGATES });
      const refused = () => expect(sendRequest(maille, benoit, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilSecondBallotRefused").withArgs(proposal.id);
      await nextBlockAt(proposal.closesAt - 1);
      await refused();
      await nextBlockAt(proposal.closesAt);
      await sendRequest(maille, lise, proposal.id);
      await nextBlockAt(proposal.closesAt + TIMES.requestWindowSeconds - 1);
      await sendRequest(maille, eloise, proposal.id);
      await nextBlockAt(proposal.closesAt + TIMES.requestWindowSeconds);
      await refused();
      expect(await council.requestCount(proposal.id)).to.equal(2n);
    });

    it("is once a city, by its COUNCIL officer, of members that still are", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithCarried);
      await sendRequest(maille, lise, proposal.id);
      await expect(sendRequest(maille, lise, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilAlreadyRequested").withArgs(proposal.id, lise.cityId);
      await expect(sendRequest(maille, marthe, proposal.id))
        .to.be.revertedWithCustomError(maille.contracts.authority, "AuthorityPowerMissing").withArgs(1, id("COUNCIL"), marthe.account);
      await expect(sendRequest(maille, benoit, UNKNOWN))
        .to.be.revertedWithCustomError(council, "GovernorNonexistentProposal").withArgs(UNKNOWN);
      await meanwhile(maille, "depart", lise.cityId);
      expect(await council.requestCount(proposal.id)).to.equal(0n);
      await meanwhile(maille, "suspend", eloise.cityId);
      await expect(sendRequest(maille, eloise, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilNotMember").withArgs(eloise.cityId);
      for (const delegate of [benoit, rejean, carole]) await sendRequest(maille, delegate, proposal.id);
      expect(await council.hasSecondBallot(proposal.id)).to.equal(false);
      await sendRequest(maille, joelle, proposal.id);
      expect(await council.hasSecondBallot(proposal.id)).to.equal(true);
    });

    it("holds back what could still come to it: nothing is queued while the window is open", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithCarried);
      await nextBlockAt(proposal.closesAt + TIMES.requestWindowSeconds - 1);
      await expect(council.queueProposal(...doorArguments(proposal)))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.ACTIVE, only(State.SUCCEEDED));
      await nextBlockAt(proposal.closesAt + TIMES.requestWindowSeconds);
      await council.queueProposal(...doorArguments(proposal));
      expect(await stateOf(maille, proposal)).to.equal(State.QUEUED);
    });
  });

  describe("the second ballot", () => {
    it("opens by itself when a third of the votes lost, and not below a third", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithDispute);
      const { opensAt, closesAt } = await council.ballotResult(proposal.id, Ballot.SECOND);
      expect([opensAt, closesAt]).to.deep.equal([BigInt(proposal.closesAt), BigInt(proposal.closesAt + TIMES.votingPeriodSeconds)]);
      expect(await stateOf(maille, proposal)).to.equal(State.ACTIVE);
      await expect(sendRequest(maille, benoit, proposal.id))
        .to.be.revertedWithCustomError(council, "CouncilSecondBallotRefused").withArgs(proposal.id);
      const calm = await ordinary(maille, "two of eight are against");
      await playFirstBallot(maille, calm, { for: SIX, against: THREE.slice(0, 2) });
      expect(await council.hasSecondBallot(calm.id)).to.equal(false);
      const [empty] = await council.ballotResult(calm.id, Ballot.SECOND);
      expect(empty).to.equal(0n);
    });

    it("is not yet there while the first is open, however the votes stand", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithBallot);
      await castVotes(maille, proposal.id, { for: SIX, against: THREE });
      expect(await council.hasSecondBallot(proposal.id)).to.equal(false);
      expect(await council.proposalDeadline(proposal.id)).to.equal(BigInt(proposal.closesAt - 1));
    });

    it("follows a tie, and a lost first ballot too", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithProposal);
      await playFirstBallot(maille, proposal, { for: THREE, against: SIX.slice(0, 3) });
      expect(await council.hasSecondBallot(proposal.id)).to.equal(true);
    });

    it("weighs the votes by population and sums to the snapshot when all vote", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithDispute);
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.FOR, Ballot.SECOND))
        .to.emit(council, "CouncilVoted")
        .withArgs(proposal.id, 1, Ballot.SECOND, VoteSupport.FOR, populationOf(benoit), benoit.account);
      await castVotes(maille, proposal.id, { for: [lise], against: [rejean, carole, joelle], abstain: [armand, beatrice, laurent, eloise] }, Ballot.SECOND);
      const result = await council.ballotResult(proposal.id, Ballot.SECOND);
      expect(result.votesFor).to.equal(populationOf(benoit) + populationOf(lise));
      expect(result.votesAgainst).to.equal(populationOf(rejean) + populationOf(carole) + populationOf(joelle));
      expect(result.votesFor + result.votesAgainst + result.votesAbstain).to.equal(BigInt(POPULATION));
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.AGAINST, Ballot.SECOND))
        .to.be.revertedWithCustomError(council, "CouncilAlreadyVoted").withArgs(proposal.id, 1, Ballot.SECOND);
    });

    it("ends with its hours", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithDispute);
      await nextBlockAt(proposal.closesAt + TIMES.votingPeriodSeconds);
      await expect(sendVote(maille, benoit, proposal.id, VoteSupport.FOR, Ballot.SECOND))
        .to.be.revertedWithCustomError(council, "CouncilBallotClosed").withArgs(proposal.id, Ballot.SECOND);
    });

    for (const { title, votesFor, expected } of [
      { title: "is carried by more than half of the people and four cities", votesFor: [benoit, rejean, eloise, laurent], expected: State.SUCCEEDED },
      { title: "is lost with more than half of the people in three cities", votesFor: [benoit, rejean, carole], expected: State.DEFEATED },
      { title: "is lost with most cities and less than half of the people", votesFor: [carole, lise, joelle, armand, beatrice, laurent], expected: State.DEFEATED },
    ]) {
      it(title, async () => {
        const { maille, proposal } = await loadFixture(deployWithDispute);
        await castVotes(maille, proposal.id, { for: votesFor }, Ballot.SECOND);
        await passTo(proposal.closesAt + TIMES.votingPeriodSeconds - 1);
        expect(await stateOf(maille, proposal)).to.equal(State.ACTIVE);
        await passTo(proposal.closesAt + TIMES.votingPeriodSeconds);
        expect(await stateOf(maille, proposal)).to.equal(expected);
      });
    }

    it("keeps the figures of the proposal when a population changes during the ballot", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithDispute);
      await meanwhile(maille, "recordPopulation", eloise.cityId, 400_000);
      await castVotes(maille, proposal.id, { for: [eloise, laurent, beatrice, armand] }, Ballot.SECOND);
      const { votesFor } = await council.ballotResult(proposal.id, Ballot.SECOND);
      expect(votesFor).to.equal([eloise, laurent, beatrice, armand].reduce((sum, delegate) => sum + populationOf(delegate), 0n));
      await passTo(proposal.closesAt + TIMES.votingPeriodSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.DEFEATED);
    });

    it("counts nothing of a member that left before it closed, and lowers no bar for it", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithDispute);
      await castVotes(maille, proposal.id, { for: [rejean, carole, lise, joelle, armand, beatrice] }, Ballot.SECOND);
      await meanwhile(maille, "depart", benoit.cityId);
      await passTo(proposal.closesAt + TIMES.votingPeriodSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.SUCCEEDED); // 167,229 of 262,541

      const second = await propose(maille, lise, [weeklyCeiling(maille.contracts.programmes, 900)], "again, without Brossard");
      await playFirstBallot(maille, second, { for: [rejean, carole, lise, joelle, armand], against: THREE });
      await castVotes(maille, second.id, { for: [rejean, carole, lise, joelle] }, Ballot.SECOND);
      const before = (await council.ballotResult(second.id, Ballot.SECOND)).votesFor;
      await meanwhile(maille, "suspend", rejean.cityId);
      const after = await council.ballotResult(second.id, Ballot.SECOND);
      expect(before - after.votesFor).to.equal(populationOf(rejean));
      expect(after.citiesFor).to.equal(3n);
      await passTo(second.closesAt + TIMES.votingPeriodSeconds);
      expect(await stateOf(maille, second)).to.equal(State.DEFEATED);
    });
  });

  describe("queueProposal and executeProposal", () => {
    it("are anyone's, after the timelock's delay and once", async () => {
      const { maille, council, proposal, eta } = await loadFixture(deployWithQueued);
      const { timelock, programmes } = maille.contracts;
      const door = doorArguments(proposal);
      await nextBlockAt(eta - 1);
      await expect(council.executeProposal(...door)).to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState");
      await nextBlockAt(eta);
      await expect(council.executeProposal(...door)).to.emit(programmes, "WeeklyMinutesCeilingChanged").withArgs(1_800);
      expect(await stateOf(maille, proposal)).to.equal(State.EXECUTED);
      await expect(council.executeProposal(...door))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.EXECUTED, only(State.QUEUED));
      await expect(council.queueProposal(...door))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.EXECUTED, only(State.SUCCEEDED));
    });

    it("refuse what was not carried, or not proposed", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithProposal);
      await playFirstBallot(maille, proposal, { against: DELEGATES });
      await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
      await expect(council.queueProposal(...doorArguments(proposal)))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.DEFEATED, only(State.SUCCEEDED));
      const other = await callsOf([weeklyCeiling(maille.contracts.programmes, 7)], "never proposed");
      const otherId: bigint = await council.proposalIdOf(...doorArguments(other));
      await expect(council.queueProposal(...doorArguments(other)))
        .to.be.revertedWithCustomError(council, "GovernorNonexistentProposal").withArgs(otherId);
    });

    it("let what was carried lapse when nobody queues it in time", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithCarried);
      const decidedAt = proposal.closesAt + TIMES.requestWindowSeconds;
      await passTo(decidedAt + TIMES.executionWindowSeconds - 1);
      expect(await stateOf(maille, proposal)).to.equal(State.SUCCEEDED);
      await passTo(decidedAt + TIMES.executionWindowSeconds);
      expect(await stateOf(maille, proposal)).to.equal(State.EXPIRED);
      await expect(council.queueProposal(...doorArguments(proposal)))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.EXPIRED, only(State.SUCCEEDED));
    });

    it("let what was queued lapse when nobody executes it in time, at the timelock too", async () => {
      const { maille, council, proposal, eta } = await loadFixture(deployWithQueued);
      await passTo(eta + TIMES.executionWindowSeconds);
      await expect(council.executeProposal(...doorArguments(proposal)))
        .to.be.revertedWithCustomError(council, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, State.EXPIRED, only(State.QUEUED));
      const { timelock } = maille.contracts;
      const salt = `0x${(BigInt(await council.getAddress()) << 96n ^ BigInt(keccak256(toUtf8Bytes(proposal.descriptionHash)))).toString(16).padStart(64, "0")}`;
      const operation = [[...proposal.targets], [0], [...proposal.calldatas], ZeroHash, salt] as const;
      expect(await timelock.isOperationReady(await timelock.hashOperationBatch(...operation))).to.equal(true);
      await expect(timelock.executeBatch(...operation))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(await maille.relayer.getAddress(), id("EXECUTOR_ROLE"));
    });

    it("execute in the last second of the window", async () => {
      const { maille, council, proposal, eta } = await loadFixture(deployWithQueued);
      await nextBlockAt(eta + TIMES.executionWindowSeconds - 1);
      await council.executeProposal(...doorArguments(proposal));
      expect(await stateOf(maille, proposal)).to.equal(State.EXECUTED);
    });

    it("are also Governor's own, which do the same", async () => {
      const { maille, council, proposal } = await loadFixture(deployWithCarried);
      await passTo(proposal.closesAt + TIMES.requestWindowSeconds);
      const own = [[...proposal.targets], [0], [...proposal.calldatas], keccak256(toUtf8Bytes(proposal.descriptionHash))];
      await council.queue(...own);
      await time.increase(TIMELOCK_DELAY_SECONDS);
      await council.execute(...own);
      expect(await maille.contracts.programmes.weeklyMinutesCeiling()).to.equal(1_800n);
    });
  });

  describe("what the council decides", () => {
    it("replaces a validator, from the vote to the set that seals", async () => {
      const maille = await loadFixture(deployCouncil);
      const { consortium } = maille.contracts;
      const before: string[] = [...(await consortium.getValidators())];
      await decideByBallot(maille, [{ to: consortium, fn: "replaceValidator", args: [delson.id, NEW_VALIDATOR] }], "Delson's new node");
      const index = MEMBERS.findIndex((city) => city.id === delson.id);
      expect([...(await consortium.getValidators())]).to.deep.equal(before.map((address, at) => (at === index ? NEW_VALIDATOR : address)));
    });

    it("suspends a member, which then neither votes nor seals", async () => {
      const maille = await loadFixture(deployCouncil);
      const { consortium, council } = maille.contracts;
      await decideByBallot(maille, [suspension(maille, eloise)], "Wendake's node is not kept");
      expect((await consortium.member(wendake.id)).status).to.equal(BigInt(MemberStatus.SUSPENDED));
      const proposal = await ordinary(maille);
      await passTo(proposal.opensAt);
      await expect(sendVote(maille, eloise, proposal.id, VoteSupport.FOR))
        .to.be.revertedWithCustomError(council, "CouncilNotMember").withArgs(wendake.id);
    });

    it("does all calls of a proposal or none", async () => {
      const maille = await loadFixture(deployCouncil);
      const { consortium, programmes, council } = maille.contracts;
      const acts = [weeklyCeiling(programmes, 600), { to: consortium, fn: "reinstate", args: [beaconsfield.id] }];
      const proposal = await propose(maille, benoit, acts, "one of them cannot be done");
      await playFirstBallot(maille, proposal, { for: DELEGATES });
      await expect(queueAndExecute(maille, proposal)).to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused");
      expect(await programmes.weeklyMinutesCeiling()).not.to.equal(600n);
      expect(await council.state(proposal.id)).to.equal(State.QUEUED);
    });

    it("is the only way to a common rule", async () => {
      const maille = await loadFixture(deployCouncil);
      const { programmes, consortium, timelock, council } = maille.contracts;
      await decideByBallot(maille, [weeklyCeiling(programmes, 1_200)], "A lower ceiling");
      expect(await programmes.weeklyMinutesCeiling()).to.equal(1_200n);
      for (const sender of [maille.relayer, await maille.impersonate(await council.getAddress()), await maille.impersonate(benoit.account)]) {
        const from = await sender.getAddress();
        await expect(sentBy(programmes, sender).setWeeklyMinutesCeiling(1))
          .to.be.revertedWithCustomError(programmes, "ProgrammesNotConsortium").withArgs(from);
        await expect(sentBy(consortium, sender).depart(1))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotTimelock").withArgs(from);
      }
      const data = programmes.interface.encodeFunctionData("setWeeklyMinutesCeiling", [1]);
      await expect(timelock.schedule(await programmes.getAddress(), 0, data, ZeroHash, ZeroHash, TIMELOCK_DELAY_SECONDS))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(await maille.relayer.getAddress(), id("PROPOSER_ROLE"));
    });

    it("changes the timelock's delay", async () => {
      const maille = await loadFixture(deployCouncil);
      const { timelock } = maille.contracts;
      await decideByBallot(maille, [{ to: timelock, fn: "updateDelay", args: [86_400] }], "A day to see it coming");
      expect(await timelock.getMinDelay()).to.equal(86_400n);
    });
  });

  describe("changeBallotTimes", () => {
    const SHORTER = { votingDelaySeconds: 0, votingPeriodSeconds: 3_600, requestWindowSeconds: 0, executionWindowSeconds: 7_200 };

    it("is the council's own decision; open proposals keep their times", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council } = maille.contracts;
      const change = await propose(maille, benoit, [{ to: council, fn: "changeBallotTimes", args: [SHORTER] }], "Shorter ballots");
      await passTo(change.opensAt);
      await castVotes(maille, change.id, { for: DELEGATES });
      const open = await ordinary(maille);
      await passTo(change.closesAt);
      await council.queueProposal(...doorArguments(change));
      await time.increase(TIMELOCK_DELAY_SECONDS);
      await expect(council.executeProposal(...doorArguments(change)))
        .to.emit(council, "BallotTimesChanged").withArgs(Object.values(SHORTER));
      expect([...(await council.ballotTimes())]).to.deep.equal(Object.values(SHORTER).map(BigInt));
      const { closesAt } = await council.ballotResult(open.id, Ballot.FIRST);
      expect(closesAt).to.equal(BigInt(open.closesAt));

      const short = await ordinary(maille, "under the new times");
      expect(short.closesAt - short.opensAt).to.equal(SHORTER.votingPeriodSeconds);
      await castVotes(maille, short.id, { for: DELEGATES });
      await passTo(short.closesAt);
      expect(await stateOf(maille, short)).to.equal(State.SUCCEEDED);
    });

    it("is nobody else's", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council } = maille.contracts;
      await expect(council.changeBallotTimes(SHORTER))
        .to.be.revertedWithCustomError(council, "GovernorOnlyExecutor").withArgs(await maille.relayer.getAddress());
    });

    it("refuses times that leave no council to set them right", async () => {
      const maille = await loadFixture(deployCouncil);
      const { council } = maille.contracts;
      const MAX = 90 * 86_400;
      const cases: [Partial<Record<keyof typeof TIMES, number>>, number, number][] = [
        [{ votingDelaySeconds: MAX + 1 }, MAX + 1, 0],
        [{ votingPeriodSeconds: 59 }, 59, 60],
        [{ votingPeriodSeconds: MAX + 1 }, MAX + 1, 60],
        [{ requestWindowSeconds: MAX + 1 }, MAX + 1, 0],
        [{ executionWindowSeconds: 59 }, 59, 60],
      ];
      const ballots = await Promise.all(cases.map(([change]) => callsOf([{ to: council, fn: "changeBallotTimes", args: [{ ...TIMES, ...change }] }], JSON.stringify(change))));
      for (const calls of ballots) await sendProposal(maille, benoit, calls);
      await time.increase(TIMES.votingDelaySeconds + 10);
      for (const [index, calls] of ballots.entries()) {
        const proposalId: bigint = await council.proposalIdOf(...doorArguments(calls));
        await castVotes(maille, proposalId, { for: SIX });
        if (index === ballots.length - 1) await time.increase(TIMES.votingPeriodSeconds + 10);
      }
      for (const calls of ballots) await council.queueProposal(...doorArguments(calls));
      await time.increase(TIMELOCK_DELAY_SECONDS);
      for (const [index, [, given, minimum]] of cases.entries()) {
        const calls = ballots[index];
        if (calls === undefined) throw new Error("no such proposal");
        await expect(council.executeProposal(...doorArguments(calls)))
          .to.be.revertedWithCustomError(council, "CouncilTimesRefused").withArgs(given, minimum, MAX);
      }
    });
  });
});
