import { expect } from "chai";
import { id } from "ethers";
import { benoit, eloise, francois, laurent, lise, marthe, solange } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { inAnHour } from "../support/enrolment.ts";
import { sentBy } from "../support/contracts.ts";
import { deployFoundation } from "../support/fixture.ts";
import { askForPause as ask, pauseLedger as pause, PAUSE_SECONDS, requestOf } from "../support/pause.ts";
import { FAR_SECONDS } from "../support/programme-opening.ts";

const DAY_SECONDS = 86_400;

/** What the council may do, as its timelock does it. */
const foundation = async () => {
  const maille = await deployFoundation();
  const decided = sentBy(maille.contracts.emergencyPause, await maille.impersonate(maille.deployed.addresses.timelock));
  return { ...maille, lift: () => decided.lift(), allowAgain: () => decided.allowAgain() };
};

/** A fifth member, so that one may be suspended. */
async function withFiveMembers() {
  const maille = await deployFoundation();
  const { consortium } = maille.contracts;
  const member = { cityId: 5, authority: solange.account, validator: lise.account, population: 24_110 };
  await maille.decide({ to: consortium, fn: "join", args: [member] });
  await time.increase(600);
  return maille;
}

describe("EmergencyPause", () => {
  describe("requestPause", () => {
    it("pauses when a third city asks, for 72 hours to the second", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      expect(await emergencyPause.pausedUntil()).to.equal(0n);
      await expect(ask(maille, benoit)).to.emit(emergencyPause, "PauseRequested").withArgs(1, 0, 1, benoit.account);
      await expect(ask(maille, lise)).to.emit(emergencyPause, "PauseRequested").withArgs(2, 0, 2, lise.account);
      await emergencyPause.requireNotPaused();
      const third = await ask(maille, eloise);
      const until = (await time.latest()) + PAUSE_SECONDS;
      await expect(third).to.emit(emergencyPause, "PauseRequested").withArgs(11, 0, 3, eloise.account);
      await expect(third).to.emit(emergencyPause, "Paused").withArgs(0, until);
      expect(await emergencyPause.pausedUntil()).to.equal(until);

      await time.increaseTo(until - 1);
      await expect(emergencyPause.requireNotPaused()).to.be.revertedWithCustomError(emergencyPause, "EmergencyPauseInForce").withArgs(until);
      await time.increaseTo(until);
      await emergencyPause.requireNotPaused();
    });

    it("counts a city once, whoever signs for it", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      await ask(maille, benoit);
      await ask(maille, lise);
      await expect(ask(maille, benoit, { validBefore: (await inAnHour()) + 7 }))
        .to.be.revertedWithCustomError(emergencyPause, "EmergencyPauseAlreadyAsked").withArgs(1, 0);
      expect(await emergencyPause.pausedUntil()).to.equal(0n);
    });

    it("lets any three of the members do it", async () => {
      const maille = await loadFixture(foundation);
      for (const officer of [laurent, eloise, benoit]) await ask(maille, officer);
      expect(await maille.contracts.emergencyPause.pausedUntil()).to.equal((await time.latest()) + PAUSE_SECONDS);
    });

    it("forgets a request after a day: three cities must be of one alarm", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      await ask(maille, benoit);
      const first = await time.latest();
      await time.setNextBlockTimestamp(first + 3_600);
      await ask(maille, lise, { validBefore: FAR_SECONDS });
      await time.setNextBlockTimestamp(first + DAY_SECONDS + 1);
      await expect(ask(maille, eloise, { validBefore: FAR_SECONDS })).to.emit(emergencyPause, "PauseRequested").withArgs(11, 0, 2, eloise.account);
      // Magog's is still of the day; Brossard's must be asked anew.
      await time.setNextBlockTimestamp(first + DAY_SECONDS + 3_600);
      await expect(ask(maille, benoit, { validBefore: FAR_SECONDS })).to.emit(emergencyPause, "Paused");
    });

    it("counts a request of exactly a day ago", async () => {
      const maille = await loadFixture(foundation);
      await ask(maille, benoit);
      const first = await time.latest();
      await ask(maille, lise);
      await time.setNextBlockTimestamp(first + DAY_SECONDS);
      await expect(ask(maille, eloise, { validBefore: FAR_SECONDS })).to.emit(maille.contracts.emergencyPause, "Paused");
    });

    it("refuses an old request that is sent again: a new alarm wants a new signature", async () => {
      const maille = await loadFixture(foundation);
      const { contracts, signing } = maille;
      const act = await requestOf(benoit, { validBefore: FAR_SECONDS });
      const approvals = [signing.approve(benoit, "PauseRequest", { ...act })];
      await contracts.emergencyPause.requestPause(act, approvals);
      await time.increase(DAY_SECONDS + 1);
      await expect(contracts.emergencyPause.requestPause(act, approvals))
        .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseAlreadyAsked").withArgs(1, 0);
    });

    it("does not count a city that was suspended or left since it asked", async () => {
      const maille = await loadFixture(withFiveMembers);
      const { contracts, decide } = maille;
      await ask(maille, benoit);
      await ask(maille, lise);
      await decide({ to: contracts.consortium, fn: "suspend", args: [1] });
      await expect(ask(maille, eloise)).to.emit(contracts.emergencyPause, "PauseRequested").withArgs(11, 0, 2, eloise.account);
      await expect(ask(maille, benoit, { validBefore: (await inAnHour()) + 9 }))
        .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseNotMember").withArgs(1);
      await expect(ask(maille, laurent)).to.emit(contracts.emergencyPause, "Paused");
    });

    it("refuses a city that never was a member", async () => {
      const maille = await loadFixture(foundation);
      await expect(ask(maille, benoit, { cityId: 77 }))
        .to.be.revertedWithCustomError(maille.contracts.emergencyPause, "EmergencyPauseNotMember").withArgs(77);
    });

    it("refuses other powers, another city's officer, what is past, another text", async () => {
      const maille = await loadFixture(foundation);
      const { contracts, signing } = maille;
      const { authority, emergencyPause } = contracts;
      const council = id("COUNCIL");
      for (const officer of [solange, marthe, francois]) {
        await expect(ask(maille, officer)).to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(1, council, officer.account);
      }
      await expect(ask(maille, lise, { cityId: 1 })).to.be.revertedWithCustomError(authority, "AuthorityPowerMissing").withArgs(1, council, lise.account);
      const now = await time.latest();
      await time.setNextBlockTimestamp(now + 10);
      await expect(ask(maille, benoit, { validBefore: now + 10 }))
        .to.be.revertedWithCustomError(authority, "AuthorityActExpired").withArgs(now + 10, now + 10);
      const act = await requestOf(benoit);
      const approvals = [signing.approve(benoit, "PauseRequest", { ...act, round: 1 })];
      await expect(emergencyPause.requestPause(act, approvals))
        .to.be.revertedWithCustomError(authority, "AuthoritySignatureRefused").withArgs(benoit.account);
      await expect(emergencyPause.requestPause(act, [])).to.be.revertedWithCustomError(authority, "AuthorityTooFewApprovals").withArgs(0, 1);
    });

    it("refuses another round than the present one", async () => {
      const maille = await loadFixture(foundation);
      await expect(ask(maille, benoit, { round: 1 }))
        .to.be.revertedWithCustomError(maille.contracts.emergencyPause, "EmergencyPauseRoundStale").withArgs(1, 0);
      await maille.allowAgain();
      await expect(ask(maille, benoit))
        .to.be.revertedWithCustomError(maille.contracts.emergencyPause, "EmergencyPauseRoundStale").withArgs(0, 1);
      expect(await maille.contracts.emergencyPause.round()).to.equal(1n);
    });

    it("is refused while a pause lasts, and after it until the council has voted", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      const until = (await pause(maille)) + PAUSE_SECONDS;
      await expect(ask(maille, laurent)).to.be.revertedWithCustomError(emergencyPause, "EmergencyPauseInForce").withArgs(until);
      await time.increaseTo(until);
      await expect(ask(maille, laurent)).to.be.revertedWithCustomError(emergencyPause, "EmergencyPauseSpent").withArgs(0);

      await expect(maille.allowAgain()).to.emit(emergencyPause, "PauseAllowedAgain").withArgs(1);
      expect(await pause(maille, 1)).to.equal(Number(await emergencyPause.pausedUntil()) - PAUSE_SECONDS);
    });
  });

  describe("lift", () => {
    it("ends a pause early, by the council alone, without allowing another", async () => {
      const maille = await loadFixture(foundation);
      const { contracts, relayer } = maille;
      await pause(maille);
      await expect(contracts.emergencyPause.lift())
        .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseNotConsortium").withArgs(await relayer.getAddress());
      await expect(maille.lift()).to.emit(contracts.emergencyPause, "PauseLifted").withArgs(0);
      await contracts.emergencyPause.requireNotPaused();
      expect(await contracts.emergencyPause.pausedUntil()).to.equal(await time.latest());
      await expect(ask(maille, laurent)).to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseSpent").withArgs(0);
    });

    it("does nothing where there is nothing to lift, so that what was voted with it stands", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      await expect(maille.lift()).not.to.emit(emergencyPause, "PauseLifted");
      expect(await emergencyPause.pausedUntil()).to.equal(0n);
      const until = (await pause(maille)) + PAUSE_SECONDS;
      await time.increaseTo(until);
      await expect(maille.lift()).not.to.emit(emergencyPause, "PauseLifted");
      expect(await emergencyPause.pausedUntil()).to.equal(until);
    });
  });

  describe("allowAgain", () => {
    it("is the council's alone, and begins a round without earlier requests", async () => {
      const maille = await loadFixture(foundation);
      const { contracts, relayer } = maille;
      await expect(contracts.emergencyPause.allowAgain())
        .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseNotConsortium").withArgs(await relayer.getAddress());
      await ask(maille, benoit);
      await ask(maille, lise);
      await maille.allowAgain();
      await expect(ask(maille, eloise, { round: 1 })).to.emit(contracts.emergencyPause, "PauseRequested").withArgs(11, 1, 1, eloise.account);
    });

    it("neither ends nor prolongs the pause that lasts", async () => {
      const maille = await loadFixture(foundation);
      const { emergencyPause } = maille.contracts;
      const until = (await pause(maille)) + PAUSE_SECONDS;
      await maille.allowAgain();
      expect(await emergencyPause.pausedUntil()).to.equal(until);
      await expect(ask(maille, benoit, { round: 1 })).to.be.revertedWithCustomError(emergencyPause, "EmergencyPauseInForce").withArgs(until);
    });
  });

  it("hashes what is signed as ethers does", async () => {
    const { contracts, signing } = await loadFixture(foundation);
    const act = { cityId: 1, round: 3, validBefore: 5 };
    const struct = ethers.TypedDataEncoder.from({ PauseRequest: [
      { name: "cityId", type: "uint8" }, { name: "round", type: "uint32" }, { name: "validBefore", type: "uint64" },
    ] });
    expect(struct.encodeType("PauseRequest")).to.equal("PauseRequest(uint8 cityId,uint32 round,uint64 validBefore)");
    expect(signing.hashStruct("PauseRequest", act)).to.equal(struct.hash(act));
    const { verifyingContract, name, version } = await contracts.emergencyPause.eip712Domain();
    expect([name, version, verifyingContract]).to.deep.equal(["Maille", "1", await contracts.emergencyPause.getAddress()]);
  });
});
