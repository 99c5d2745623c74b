import { expect } from "chai";
import { getAddress, id, keccak256 } from "ethers";
import {
  AccountKind, Ballot, InstitutionKind, MemberStatus, RefusalReason, SignerKind, VoteSupport,
} from "../../ledger-service/src/platform/chain/generated/enums.ts";
import {
  accountOf, benoit, brossard, donat, helene, henri, lise, magog, mireille, type Officer, officer, pascal, paul, serviceOfBrossard, serviceOfMagog,
} from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import type { ConsortiumAct } from "../support/consortium.ts";
import {
  castVotes, decideByBallot, DELEGATES, deployCouncil, MEMBERS, passTo, POPULATION, propose, sendVote, weeklyCeiling,
} from "../support/council.ts";
import { accreditMerchant, accreditOrganization, inAnHour, openResident } from "../support/enrolment.ts";
import type { Maille } from "../support/fixture.ts";
import { answerTo, issuePoints, redeem, signPayment } from "../support/payments.ts";
import { allot, openProgramme } from "../support/programme-opening.ts";
import { fileSheet, prepareSheet, submitSheet } from "../support/sheet-filing.ts";
import { walletSigner } from "../support/signers.ts";
import { changeSide } from "../support/standing.ts";

const TERMS_POINTS = 1_000n;
const NEWCOMER = 20;
const REMAINING = DELEGATES.filter((delegate) => delegate !== lise);

/** What Magog asks for and the council votes, in one proposal: all of it happens, or none. */
const leavingTerms = ({ contracts }: Maille): ConsortiumAct[] => [
  { to: contracts.participants, fn: "closeCity", args: [magog.id] },
  { to: contracts.clearingHouse, fn: "setLeavingTerms", args: [magog.id, TERMS_POINTS] },
  { to: contracts.consortium, fn: "depart", args: [magog.id] },
];

/** Magog as it lives before it leaves: people with its points in two cities, a merchant, a sheet that waits, a debt. */
async function deployBeforeLeaving() {
  const maille = await deployCouncil();
  const enrolling = { ...maille, deviceKeyVerifier: maille.deployed.addresses.deviceKeyVerifier };
  const lucie = await openResident(enrolling, serviceOfMagog, "Lucie", walletSigner("Lucie"));
  const robert = await openResident(enrolling, serviceOfBrossard, "Robert", walletSigner("Robert"));
  const cafeDesRapides = await accreditMerchant(enrolling, paul, serviceOfBrossard, "Café des Rapides");
  const boulangerieTheo = await accreditMerchant(enrolling, pascal, serviceOfMagog, "Boulangerie Théo");
  const banqueAlimentaire = await accreditOrganization(enrolling, pascal, "Banque alimentaire Memphré", "Ian");
  const programmeId = await openProgramme(maille, [mireille, donat], { pendingSeconds: 28 * 86_400 });
  await allot(maille, mireille, programmeId, banqueAlimentaire.account, 1_000n);
  const filed = await fileSheet(maille, banqueAlimentaire, programmeId, [{ account: lucie.account, quantity: 60 }]);
  await issuePoints(maille, lucie.account, magog.id, 3_000n);
  await issuePoints(maille, robert.account, magog.id, 200n);
  await issuePoints(maille, robert.account, brossard.id, 500n);
  const debt = await signPayment(maille.signing, lucie, cafeDesRapides, 400n);
  await redeem(maille, debt);
  const period: bigint = await maille.contracts.clearingHouse.currentPeriod();
  return { ...maille, maille, lucie, robert, cafeDesRapides, boulangerieTheo, banqueAlimentaire, programmeId, filed, debt, period };
}

async function deployAfterLeaving() {
  const before = await deployBeforeLeaving();
  const validators: string[] = [...(await before.contracts.consortium.getValidators())];
  const proposal = await decideByBallot(before, leavingTerms(before), "Magog leaves, under these terms");
  return { ...before, validators, proposal };
}

const owedToBrossard = async ({ contracts }: Maille, period: bigint): Promise<bigint> =>
  (await contracts.clearingHouse.obligation(magog.id, brossard.id, period)).recordedPoints;

describe("A city leaves [O4]", () => {
  it("by two thirds of the members, in the first ballot alone", async () => {
    const { contracts, proposal } = await loadFixture(deployAfterLeaving);
    expect(await contracts.council.concernsMembership(proposal.id)).to.equal(true);
    expect(await contracts.council.hasSecondBallot(proposal.id)).to.equal(false);
    expect((await contracts.council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(7n);
  });

  it("and neither seals, votes nor weighs any more; the others go on as they were", async () => {
    const { maille, contracts, validators } = await loadFixture(deployAfterLeaving);
    expect((await contracts.consortium.member(magog.id)).status).to.equal(BigInt(MemberStatus.DEPARTED));
    const remaining = validators.filter((address) => address !== getAddress(magog.validator));
    expect([...(await contracts.consortium.getValidators())]).to.deep.equal(remaining);
    expect(remaining).to.have.lengthOf(MEMBERS.length - 1);
    expect(await contracts.consortium.totalPopulationAt(await time.latest())).to.equal(BigInt(POPULATION - magog.population));
    await expect(propose(maille, lise, [weeklyCeiling(contracts.programmes, 1)], "from outside"))
      .to.be.revertedWithCustomError(contracts.council, "CouncilNotMember").withArgs(magog.id);
    const next = await propose(maille, benoit, [weeklyCeiling(contracts.programmes, 2_000)], "without Magog");
    await passTo(next.opensAt);
    await expect(sendVote(maille, lise, next.id, VoteSupport.FOR))
      .to.be.revertedWithCustomError(contracts.council, "CouncilNotMember").withArgs(magog.id);
    await castVotes(maille, next.id, { for: REMAINING });
    expect((await contracts.council.ballotResult(next.id, Ballot.FIRST)).citiesFor).to.equal(8n);
  });

  it("and everything that was, stays: supply, balances, attestations, what is owed", async () => {
    const before = await loadFixture(deployBeforeLeaving);
    const { contracts, lucie, robert, filed, period } = before;
    const read = async () => ({
      totals: [...(await contracts.points.totals(magog.id))],
      lucie: await contracts.points.balanceOf(lucie.account, magog.id),
      robert: await contracts.points.balanceOf(robert.account, magog.id),
      owed: await owedToBrossard(before, period),
      sheet: [...(await contracts.earningSheets.sheet(filed.sheetId))],
      charge: [...(await contracts.redemptionDesk.charge(before.signing.hashStruct("Charge", { ...before.debt.charge })))],
    });
    const then = await read();
    await decideByBallot(before, leavingTerms(before), "Magog leaves, under these terms");
    expect(await read()).to.deep.equal(then);
    const [issued, redeemed, returned] = then.totals;
    expect(issued - redeemed + returned).to.equal(then.lucie + then.robert);
    expect(then.owed).to.equal(400n);
  });

  it("and its residents pay in the other cities, each point recorded for clearing, up to the terms", async () => {
    const { maille, contracts, signing, lucie, robert, cafeDesRapides } = await loadFixture(deployAfterLeaving);
    const now: bigint = await contracts.clearingHouse.currentPeriod();
    const owed = await owedToBrossard(maille, now);
    expect(await answerTo(maille, await signPayment(signing, lucie, cafeDesRapides, 500n))).to.equal(RefusalReason.NONE);
    expect(await owedToBrossard(maille, now)).to.equal(owed + 500n);
    const room: bigint = await contracts.clearingHouse.capacity(magog.id, brossard.id);
    expect(room).to.equal(TERMS_POINTS - owed - 500n);
    // Robert has Brossard's points too: his own city's are taken first, Magog's for the rest.
    expect(await answerTo(maille, await signPayment(signing, robert, cafeDesRapides, 550n))).to.equal(RefusalReason.NONE);
    expect(await contracts.points.balanceOf(robert.account, magog.id)).to.equal(150n);
    expect(await answerTo(maille, await signPayment(signing, lucie, cafeDesRapides, room - 50n + 1n)))
      .to.equal(RefusalReason.POINTS_NOT_ACCEPTED_HERE);
    expect(await answerTo(maille, await signPayment(signing, lucie, cafeDesRapides, room - 50n))).to.equal(RefusalReason.NONE);
    expect(await contracts.clearingHouse.capacity(magog.id, brossard.id)).to.equal(0n);
  });

  it("and what the terms leave is open again in the next period", async () => {
    const { maille, contracts, signing, lucie, cafeDesRapides } = await loadFixture(deployAfterLeaving);
    const now: bigint = await contracts.clearingHouse.currentPeriod();
    await time.increaseTo(Number(await contracts.clearingHouse.periodStart(now + 1n)));
    expect(await answerTo(maille, await signPayment(signing, lucie, cafeDesRapides, TERMS_POINTS))).to.equal(RefusalReason.NONE);
    expect(await owedToBrossard(maille, now + 1n)).to.equal(TERMS_POINTS);
    expect(await contracts.clearingHouse.netPosition(magog.id, now + 1n)).to.equal(-TERMS_POINTS);
    expect(await contracts.clearingHouse.netPosition(brossard.id, now + 1n)).to.equal(TERMS_POINTS);
  });

  it("and what was paid before is voided or returned as ever, against what it owes", async () => {
    const { contracts, signing, lucie, cafeDesRapides, debt } = await loadFixture(deployAfterLeaving);
    const act = {
      refundId: id("refund"), chargeId: signing.hashStruct("Charge", { ...debt.charge }), points: 100n, reasonCode: 1, validBefore: await inAnHour(),
    };
    const held: bigint = await contracts.points.balanceOf(lucie.account, magog.id);
    const proof = signing.prove(cafeDesRapides.terminal, "Refund", act);
    await contracts.redemptionDesk.refund(act, proof, []);
    expect(await contracts.points.balanceOf(lucie.account, magog.id)).to.equal(held + 100n);
    const now: bigint = await contracts.clearingHouse.currentPeriod();
    expect((await contracts.clearingHouse.obligation(magog.id, brossard.id, now)).reversedPoints).to.equal(100n);
  });

  it("and posts what had been filed, and nothing new", async () => {
    const { maille, contracts, lucie, banqueAlimentaire, programmeId, filed } = await loadFixture(deployAfterLeaving);
    const { windowEndsAt } = await contracts.earningSheets.sheet(filed.sheetId);
    if ((await time.latest()) <= Number(windowEndsAt)) await time.increaseTo(Number(windowEndsAt) + 1);
    const held: bigint = await contracts.points.balanceOf(lucie.account, magog.id);
    await contracts.earningSheets.post(filed.sheetId, filed.lines);
    expect(await contracts.points.balanceOf(lucie.account, magog.id)).to.equal(held + 100n);

    const late = await prepareSheet(contracts, banqueAlimentaire, programmeId, [{ account: lucie.account, quantity: 60 }]);
    await expect(submitSheet(maille, banqueAlimentaire.coordinator, late))
      .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesClosed").withArgs(programmeId);
    await expect(openProgramme(maille, [mireille, donat], { ordinal: 1 }))
      .to.be.revertedWithCustomError(contracts.programmes, "ProgrammesTermsRefused");
    const enrolling = { ...maille, deviceKeyVerifier: maille.deployed.addresses.deviceKeyVerifier };
    await expect(openResident(enrolling, serviceOfMagog, "Someone new", walletSigner("Someone new")))
      .to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityUnknown").withArgs(magog.id);
    await expect(accreditMerchant(enrolling, pascal, serviceOfMagog, "A new shop"))
      .to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityUnknown").withArgs(magog.id);
  });

  it("and its merchants take its own points, no other city's", async () => {
    const { maille, signing, lucie, robert, boulangerieTheo } = await loadFixture(deployAfterLeaving);
    expect(await answerTo(maille, await signPayment(signing, lucie, boulangerieTheo, 50n))).to.equal(RefusalReason.NONE);
    expect(await answerTo(maille, await signPayment(signing, robert, boulangerieTheo, 201n)))
      .to.equal(RefusalReason.POINTS_NOT_ACCEPTED_HERE);
  });

  it("and cannot undo the terms, while each other city keeps its own side", async () => {
    const { maille, contracts, signing, lucie, cafeDesRapides } = await loadFixture(deployAfterLeaving);
    await expect(changeSide(maille, henri, { otherCityId: brossard.id, asCreditor: false, suspended: true }))
      .to.be.revertedWithCustomError(contracts.clearingHouse, "ClearingPairRefused").withArgs(magog.id, brossard.id);
    await changeSide(maille, helene, { otherCityId: magog.id, asCreditor: true, suspended: true });
    expect(await answerTo(maille, await signPayment(signing, lucie, cafeDesRapides, 10n)))
      .to.equal(RefusalReason.POINTS_NOT_ACCEPTED_HERE);
  });

  it("not at all when one call of the terms cannot be done", async () => {
    const before = await loadFixture(deployBeforeLeaving);
    const [close, terms, depart] = leavingTerms(before);
    if (close === undefined || terms === undefined || depart === undefined) throw new Error("no terms");
    await expect(decideByBallot(before, [terms, close, depart], "terms before the closing"))
      .to.be.revertedWithCustomError(before.contracts.clearingHouse, "ClearingCityNotClosed").withArgs(magog.id);
    expect((await before.contracts.consortium.member(magog.id)).status).to.equal(BigInt(MemberStatus.ACTIVE));
  });

  it("for good: its id is never given again", async () => {
    const { maille, contracts } = await loadFixture(deployAfterLeaving);
    const again = { cityId: magog.id, authority: accountOf("another"), validator: accountOf("a node"), population: 1 };
    await expect(decideByBallot(maille, [{ to: contracts.consortium, fn: "join", args: [again] }], "Magog again", REMAINING))
      .to.be.revertedWithCustomError(contracts.consortium, "ConsortiumMemberExists").withArgs(magog.id);
  });
});

describe("A city enters [O4]", () => {
  const ines = officer(NEWCOMER, "Inès", "ADMIN", "COUNCIL");
  const service = officer(NEWCOMER, "service of the newcomer", "ENROL", "RELAY");
  const population = 12_000;
  const salt = id("institution of the newcomer");
  const validator = getAddress(`0x${keccak256(salt).slice(26)}`);

  /** The city, its first officer and its service with their keys and powers, its place among the members. */
  const entry = async ({ contracts }: Maille): Promise<ConsortiumAct[]> => {
    const authority: string = await contracts.institutionAccounts.predict(salt);
    const founding = (one: Officer): ConsortiumAct[] => [
      {
        to: contracts.accounts,
        fn: "openFounding",
        args: [NEWCOMER, { account: one.account, kind: AccountKind.STAFF, signerKind: SignerKind.FULL, signer: one.signer.bytes }],
      },
      ...one.powers.map((power) => ({ to: contracts.authority, fn: "grantFounding", args: [NEWCOMER, id(power), one.account] })),
    ];
    return [
      { to: contracts.participants, fn: "addCity", args: [NEWCOMER, population, id("rp"), salt] },
      ...founding(ines),
      ...founding(service),
      { to: contracts.consortium, fn: "join", args: [{ cityId: NEWCOMER, authority, validator, population }] },
    ];
  };

  it("in one decision: on the ledger, with its first officer, its node and its vote", async () => {
    const maille = await loadFixture(deployCouncil);
    const { contracts } = maille;
    const before: string[] = [...(await contracts.consortium.getValidators())];
    await decideByBallot(maille, await entry(maille), "A tenth city");
    expect([...(await contracts.consortium.getValidators())]).to.deep.equal([...before, validator]);
    const { institution } = await contracts.participants.city(NEWCOMER);
    expect((await contracts.participants.institution(institution)).kind).to.equal(BigInt(InstitutionKind.CITY));
    expect((await contracts.consortium.member(NEWCOMER)).authority).to.equal(institution);
    expect(await contracts.clearingHouse.capacity(NEWCOMER, brossard.id)).to.equal(5n * BigInt(population));

    const enrolling = { ...maille, deviceKeyVerifier: maille.deployed.addresses.deviceKeyVerifier };
    const resident = await openResident(enrolling, service, "Mathieu", walletSigner("Mathieu"));
    expect((await contracts.accounts.account(resident.account)).cityId).to.equal(BigInt(NEWCOMER));

    const proposal = await propose(maille, ines, [weeklyCeiling(contracts.programmes, 1_500)], "the newcomer's first");
    await passTo(proposal.opensAt);
    await castVotes(maille, proposal.id, { for: [ines, ...DELEGATES] });
    expect((await contracts.council.ballotResult(proposal.id, Ballot.FIRST)).citiesFor).to.equal(10n);
    expect(await contracts.council.quorum(await contracts.council.proposalSnapshot(proposal.id))).to.equal(7n);
  });

  it("and votes in nothing that was proposed before it came", async () => {
    const maille = await loadFixture(deployCouncil);
    const { council, programmes } = maille.contracts;
    const entering = await propose(maille, benoit, await entry(maille), "A tenth city");
    await passTo(entering.opensAt);
    await castVotes(maille, entering.id, { for: DELEGATES });
    await passTo(entering.closesAt - 3_600);
    const open = await propose(maille, benoit, [weeklyCeiling(programmes, 1_500)], "proposed the hour before");
    await passTo(entering.closesAt);
    const door = [[...entering.targets], [...entering.calldatas], entering.descriptionHash] as const;
    await council.queueProposal(...door);
    await passTo(Number(await council.proposalEta(entering.id)));
    await council.executeProposal(...door);
    await expect(sendVote(maille, ines, open.id, VoteSupport.FOR))
      .to.be.revertedWithCustomError(council, "CouncilNotMember").withArgs(NEWCOMER);
  });
});
