import { expect } from "chai";
import { id } from "ethers";
import { brossard, helene, henri, magog, marthe, pascal, tania, wendake } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { changeSide } from "../support/standing.ts";

const BROSSARD = 1;
const MAGOG = 2;
const WENDAKE = 11;
const UNKNOWN_CITY = 99;
const POINTS_PER_RESIDENT = 5n;
const CHARGE = id("a charge");
const NO_LIMIT = 2n ** 128n - 1n;

const defaultCeiling = (population: number) => POINTS_PER_RESIDENT * BigInt(population);

async function deployWithDesk() {
  const maille = await deployMaille();
  const { contracts, deployed, impersonate } = maille;
  const clearing = contracts.clearingHouse;
  const desk = sentBy(clearing, await impersonate(deployed.addresses.redemptionDesk));
  return { ...maille, clearing, desk };
}

/** A clearing house that the council has told nothing yet: no period, no default. */
async function deployUntold() {
  const maille = await deployMaille();
  const { deployed, contracts, decide, council } = maille;
  const founder = await council.getAddress();
  const factory = await ethers.getContractFactory("ClearingHouse", council);
  const untold = await factory.deploy(deployed.addresses.authority, deployed.addresses.participants);
  const address = await untold.getAddress();
  const consortium = await contracts.authority.getFunction("hasRole").staticCall(id("CONSORTIUM"), founder);
  expect(consortium).to.equal(false);
  const attached = new ethers.Contract(address, contracts.clearingHouse.interface, council);
  for (const role of ["DESK", "CONSORTIUM"]) {
    await decide({ to: contracts.authority, fn: "grantRole", args: [id(role), founder] });
  }
  return { ...maille, untold: attached };
}

describe("ClearingHouse", () => {
  describe("capacity", () => {
    it("is by default the council's points per resident of the debtor", async () => {
      const { clearing } = await loadFixture(deployWithDesk);
      expect(await clearing.capacity(WENDAKE, BROSSARD)).to.equal(defaultCeiling(wendake.population));
      expect(await clearing.capacity(BROSSARD, WENDAKE)).to.equal(defaultCeiling(brossard.population));
    });

    it("has no limit within one city", async () => {
      const { clearing } = await loadFixture(deployWithDesk);
      expect(await clearing.capacity(MAGOG, MAGOG)).to.equal(NO_LIMIT);
    });

    it("is nothing for a city that is not there", async () => {
      const { clearing } = await loadFixture(deployWithDesk);
      expect(await clearing.capacity(UNKNOWN_CITY, MAGOG)).to.equal(0n);
      expect(await clearing.capacity(MAGOG, UNKNOWN_CITY)).to.equal(0n);
    });

    it("is the lower of two sides, raised only by both", async () => {
      const maille = await loadFixture(deployWithDesk);
      const { clearing } = maille;
      await changeSide(maille, helene, { otherCityId: MAGOG, asCreditor: false, ceilingPoints: 900_000n });
      expect(await clearing.capacity(BROSSARD, MAGOG)).to.equal(defaultCeiling(brossard.population));
      await changeSide(maille, henri, { otherCityId: BROSSARD, asCreditor: true, ceilingPoints: 800_000n });
      expect(await clearing.capacity(BROSSARD, MAGOG)).to.equal(800_000n);
      expect(await clearing.capacity(MAGOG, BROSSARD)).to.equal(defaultCeiling(magog.population));
    });

    it("is nothing when one side suspends, and comes back", async () => {
      const maille = await loadFixture(deployWithDesk);
      const terms = { otherCityId: MAGOG, asCreditor: false, ceilingPoints: 700n };
      await changeSide(maille, helene, { ...terms, suspended: true });
      expect(await maille.clearing.capacity(BROSSARD, MAGOG)).to.equal(0n);
      await changeSide(maille, helene, { ...terms, suspended: false });
      expect(await maille.clearing.capacity(BROSSARD, MAGOG)).to.equal(700n);
    });

    it("is nothing once a ceiling falls below what is owed", async () => {
      const maille = await loadFixture(deployWithDesk);
      await maille.desk.record(BROSSARD, MAGOG, 500n, CHARGE);
      await changeSide(maille, henri, { otherCityId: BROSSARD, asCreditor: true, ceilingPoints: 400n });
      expect(await maille.clearing.capacity(BROSSARD, MAGOG)).to.equal(0n);
    });

    it("fails closed without a period or a default", async () => {
      const { untold } = await loadFixture(deployUntold);
      expect(await untold.getFunction("capacity")(BROSSARD, MAGOG)).to.equal(0n);
      await untold.getFunction("setDefaultCeiling")(5);
      expect(await untold.getFunction("capacity")(BROSSARD, MAGOG)).to.equal(0n);
      await expect(untold.getFunction("record")(BROSSARD, MAGOG, 1n, CHARGE))
        .to.be.revertedWithCustomError(untold, "ClearingNoPeriod");
      await expect(untold.getFunction("currentPeriod")()).to.be.revertedWithCustomError(untold, "ClearingNoPeriod");
      const later = (await time.latest()) + 1_000;
      await untold.getFunction("addPeriods")([later]);
      expect(await untold.getFunction("capacity")(BROSSARD, MAGOG)).to.equal(0n);
      await time.increaseTo(later);
      expect(await untold.getFunction("capacity")(BROSSARD, MAGOG)).to.equal(defaultCeiling(brossard.population));
    });
  });

  describe("record and reverse", () => {
    it("adds to the pair's word of the current period", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      const period = await clearing.currentPeriod();
      await expect(desk.record(BROSSARD, MAGOG, 300n, CHARGE))
        .to.emit(clearing, "ObligationRecorded")
        .withArgs(BROSSARD, MAGOG, period, 300n, CHARGE);
      await expect(desk.reverse(BROSSARD, MAGOG, 100n, CHARGE))
        .to.emit(clearing, "ObligationReversed")
        .withArgs(BROSSARD, MAGOG, period, 100n, CHARGE);
      expect([...(await clearing.obligation(BROSSARD, MAGOG, period))]).to.deep.equal([300n, 100n]);
      expect(await clearing.capacity(BROSSARD, MAGOG)).to.equal(defaultCeiling(brossard.population) - 200n);
    });

    it("keeps under the ceiling to the point", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      const ceiling = defaultCeiling(wendake.population);
      await desk.record(WENDAKE, MAGOG, ceiling - 1n, CHARGE);
      await expect(desk.record(WENDAKE, MAGOG, 2n, CHARGE))
        .to.be.revertedWithCustomError(clearing, "ClearingCeilingExceeded")
        .withArgs(WENDAKE, MAGOG, 1n, 2n);
      await desk.record(WENDAKE, MAGOG, 1n, CHARGE);
      expect(await clearing.capacity(WENDAKE, MAGOG)).to.equal(0n);
    });

    it("does not widen a period by what an earlier one returns", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      await desk.reverse(WENDAKE, MAGOG, 500n, CHARGE);
      expect(await clearing.capacity(WENDAKE, MAGOG)).to.equal(defaultCeiling(wendake.population));
    });

    it("is the desk's alone", async () => {
      const { clearing, relayer } = await loadFixture(deployWithDesk);
      const sender = await relayer.getAddress();
      await expect(clearing.record(BROSSARD, MAGOG, 1n, CHARGE))
        .to.be.revertedWithCustomError(clearing, "ClearingNotDesk").withArgs(sender);
      await expect(clearing.reverse(BROSSARD, MAGOG, 1n, CHARGE))
        .to.be.revertedWithCustomError(clearing, "ClearingNotDesk").withArgs(sender);
    });

    it("knows no debt to oneself or to nobody", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      for (const [debtor, creditor] of [[MAGOG, MAGOG], [0, MAGOG], [MAGOG, 0]] as const) {
        await expect(desk.record(debtor, creditor, 1n, CHARGE))
          .to.be.revertedWithCustomError(clearing, "ClearingPairRefused").withArgs(debtor, creditor);
      }
      await expect(desk.reverse(MAGOG, MAGOG, 1n, CHARGE)).to.be.revertedWithCustomError(clearing, "ClearingPairRefused");
    });
  });

  describe("netPosition", () => {
    it("sums to zero over the cities", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      await desk.record(BROSSARD, MAGOG, 300n, CHARGE);
      await desk.record(MAGOG, BROSSARD, 120n, CHARGE);
      await desk.record(WENDAKE, MAGOG, 40n, CHARGE);
      await desk.reverse(WENDAKE, BROSSARD, 15n, CHARGE);
      const period = await clearing.currentPeriod();
      expect(await clearing.netPosition(BROSSARD, period)).to.equal(-195n);
      expect(await clearing.netPosition(MAGOG, period)).to.equal(220n);
      expect(await clearing.netPosition(WENDAKE, period)).to.equal(-25n);
    });
  });

  describe("periods", () => {
    it("opens a new one with its first second and leaves the past as it was", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      const period = await clearing.currentPeriod();
      await desk.record(BROSSARD, MAGOG, 300n, CHARGE);
      const next = Number(await clearing.periodStart(period + 1n));
      await time.setNextBlockTimestamp(next - 1);
      await desk.record(BROSSARD, MAGOG, 1n, CHARGE);
      await time.setNextBlockTimestamp(next);
      await desk.reverse(BROSSARD, MAGOG, 300n, CHARGE);
      expect(await clearing.currentPeriod()).to.equal(period + 1n);
      expect([...(await clearing.obligation(BROSSARD, MAGOG, period))]).to.deep.equal([301n, 0n]);
      expect([...(await clearing.obligation(BROSSARD, MAGOG, period + 1n))]).to.deep.equal([0n, 300n]);
    });

    it("finds the current one however many have passed unused", async () => {
      const { clearing, desk } = await loadFixture(deployWithDesk);
      const period = await clearing.currentPeriod();
      await time.increaseTo(Number(await clearing.periodStart(period + 9n)) + 5);
      expect(await clearing.currentPeriod()).to.equal(period + 9n);
      await desk.record(BROSSARD, MAGOG, 7n, CHARGE);
      expect((await clearing.obligation(BROSSARD, MAGOG, period + 9n)).recordedPoints).to.equal(7n);
    });

    it("rise, and lie in the future once the table has begun", async () => {
      const { untold } = await loadFixture(deployUntold);
      const add = untold.getFunction("addPeriods");
      const now = await time.latest();
      await expect(add([])).to.be.revertedWithCustomError(untold, "ClearingPeriodsRefused");
      await expect(add([now, now])).to.be.revertedWithCustomError(untold, "ClearingPeriodsRefused");
      await expect(add([0])).to.be.revertedWithCustomError(untold, "ClearingPeriodsRefused");
      await expect(add([now - 500, now - 100])).to.emit(untold, "PeriodsAdded").withArgs(0, [now - 500, now - 100]);
      expect(await untold.getFunction("currentPeriod")()).to.equal(1n);
      await expect(add([now - 50])).to.be.revertedWithCustomError(untold, "ClearingPeriodsRefused");
      await expect(add([now + 5_000])).to.emit(untold, "PeriodsAdded").withArgs(2, [now + 5_000]);
      await expect(untold.getFunction("periodStart")(3)).to.be.revertedWithCustomError(untold, "ClearingPeriodsRefused");
    });

    it("are the council's, with the default ceiling", async () => {
      const { clearing, relayer, decide } = await loadFixture(deployWithDesk);
      const sender = await relayer.getAddress();
      const later = (await time.latest()) + 10 ** 9;
      await expect(clearing.addPeriods([later])).to.be.revertedWithCustomError(clearing, "ClearingNotConsortium").withArgs(sender);
      await expect(clearing.setDefaultCeiling(9)).to.be.revertedWithCustomError(clearing, "ClearingNotConsortium").withArgs(sender);
      await decide({ to: clearing, fn: "setDefaultCeiling", args: [9] });
      expect(await clearing.capacity(WENDAKE, MAGOG)).to.equal(9n * BigInt(wendake.population));
    });
  });

  describe("setLeavingTerms", () => {
    const closeMagog = async () => {
      const maille = await loadFixture(deployWithDesk);
      await maille.decide({ to: maille.contracts.participants, fn: "closeCity", args: [MAGOG] });
      return maille;
    };
    const setTerms = ({ decide, clearing }: Awaited<ReturnType<typeof deployWithDesk>>, points: bigint) =>
      decide({ to: clearing, fn: "setLeavingTerms", args: [MAGOG, points] });

    it("bounds what a closed city may owe each other, who owe it nothing new", async () => {
      const maille = await closeMagog();
      const { clearing, deployed } = maille;
      expect(await clearing.capacity(MAGOG, BROSSARD)).to.equal(0n);
      expect(await clearing.capacity(BROSSARD, MAGOG)).to.equal(0n);
      await setTerms(maille, 900n);
      for (const other of [BROSSARD, WENDAKE]) {
        expect(await clearing.capacity(MAGOG, other)).to.equal(900n);
        expect(await clearing.capacity(other, MAGOG)).to.equal(0n);
      }
      await maille.desk.record(MAGOG, BROSSARD, 850n, CHARGE);
      await expect(maille.desk.record(MAGOG, BROSSARD, 51n, CHARGE))
        .to.be.revertedWithCustomError(clearing, "ClearingCeilingExceeded").withArgs(MAGOG, BROSSARD, 50n, 51n);
      const [event] = await clearing.queryFilter("SideChanged");
      const args = clearing.interface.parseLog({ topics: [...(event?.topics ?? [])], data: event?.data ?? "0x" })?.args;
      expect([...(args ?? [])]).to.deep.equal([BigInt(MAGOG), BigInt(BROSSARD), false, 900n, false, 1n, deployed.addresses.timelock]);
    });

    it("may be voted anew, and never by the city that left", async () => {
      const maille = await closeMagog();
      const { clearing, signing } = maille;
      await setTerms(maille, 900n);
      await setTerms(maille, 100n);
      expect([...(await clearing.side(MAGOG, BROSSARD, false))]).to.deep.equal([true, false, 100n, 2n]);
      expect([...(await clearing.side(MAGOG, BROSSARD, true))]).to.deep.equal([true, true, 0n, 2n]);
      const act = { cityId: MAGOG, otherCityId: BROSSARD, asCreditor: false, ceilingPoints: 0n, suspended: true, revision: 2, validBefore: await inAnHour() };
      await expect(clearing.changeSide(act, [signing.approve(henri, "SideChange", act)]))
        .to.be.revertedWithCustomError(clearing, "ClearingPairRefused").withArgs(MAGOG, BROSSARD);
      await changeSide(maille, helene, { otherCityId: MAGOG, asCreditor: true, ceilingPoints: 30n });
      expect(await clearing.capacity(MAGOG, BROSSARD)).to.equal(30n);
    });

    it("keeps the debtor's own side of before when no terms are voted", async () => {
      const maille = await loadFixture(deployWithDesk);
      await changeSide(maille, henri, { otherCityId: BROSSARD, asCreditor: false, ceilingPoints: 60n });
      await maille.decide({ to: maille.contracts.participants, fn: "closeCity", args: [MAGOG] });
      expect(await maille.clearing.capacity(MAGOG, BROSSARD)).to.equal(60n);
      expect(await maille.clearing.capacity(MAGOG, WENDAKE)).to.equal(0n);
    });

    it("is the council's alone, and of closed cities", async () => {
      const { clearing, relayer, impersonate, deployed } = await loadFixture(deployWithDesk);
      await expect(clearing.setLeavingTerms(MAGOG, 1n))
        .to.be.revertedWithCustomError(clearing, "ClearingNotConsortium").withArgs(await relayer.getAddress());
      const council = sentBy(clearing, await impersonate(deployed.addresses.timelock));
      await expect(council.setLeavingTerms(MAGOG, 1n))
        .to.be.revertedWithCustomError(clearing, "ClearingCityNotClosed").withArgs(MAGOG);
    });
  });

  describe("changeSide", () => {
    const signSide = async (revision = 0) => ({
      cityId: BROSSARD, otherCityId: MAGOG, asCreditor: true, ceilingPoints: 10n, suspended: false, revision,
      validBefore: await inAnHour(),
    });

    it("is the act of TREASURY of the city whose side it is", async () => {
      const { clearing, contracts, signing } = await loadFixture(deployWithDesk);
      const act = await signSide();
      for (const stranger of [henri, tania, marthe, pascal]) {
        await expect(clearing.changeSide(act, [signing.approve(stranger, "SideChange", act)]))
          .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      }
      await expect(clearing.changeSide(act, [])).to.be.revertedWithCustomError(contracts.authority, "AuthorityTooFewApprovals");
      await expect(clearing.changeSide(act, [signing.approve(helene, "SideChange", act)]))
        .to.emit(clearing, "SideChanged")
        .withArgs(BROSSARD, MAGOG, true, 10n, false, 1, helene.account);
      expect([...(await clearing.side(BROSSARD, MAGOG, true))]).to.deep.equal([true, false, 10n, 1n]);
    });

    it("names the revision that was seen: an act is never used twice", async () => {
      const { clearing, signing } = await loadFixture(deployWithDesk);
      const act = await signSide();
      const approvals = [signing.approve(helene, "SideChange", act)];
      await clearing.changeSide(act, approvals);
      await expect(clearing.changeSide(act, approvals))
        .to.be.revertedWithCustomError(clearing, "ClearingRevisionStale").withArgs(0, 1);
    });

    it("refuses a side towards oneself", async () => {
      const { clearing, signing } = await loadFixture(deployWithDesk);
      const act = { ...(await signSide()), otherCityId: BROSSARD };
      await expect(clearing.changeSide(act, [signing.approve(helene, "SideChange", act)]))
        .to.be.revertedWithCustomError(clearing, "ClearingPairRefused").withArgs(BROSSARD, BROSSARD);
    });

    it("is signed as ethers computes it: a changed member is a refused signature", async () => {
      const { clearing, contracts, signing } = await loadFixture(deployWithDesk);
      const act = await signSide();
      const approvals = [signing.approve(helene, "SideChange", act)];
      await expect(clearing.changeSide({ ...act, ceilingPoints: 11n }, approvals))
        .to.be.revertedWithCustomError(contracts.authority, "AuthoritySignatureRefused").withArgs(helene.account);
    });
  });
});
