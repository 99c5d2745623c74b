import { expect } from "chai";
import { AbiCoder, id, keccak256, ZeroHash } from "ethers";
import { ParticipantStatus, ProgrammeStatus, ProgrammeUnit } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { signingFor } from "../support/acts.ts";
import { denis, donat, helene, marthe, mireille, paul, solange } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille, type FilledMaille } from "../support/fixture.ts";
import { changeInstitution } from "../support/standing.ts";

const BROSSARD = 1;
const MAGOG = 2;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
const UNKNOWN = id("no programme");

/** Monday weeks in UTC (D13), computed here apart from the contract. */
const weekIndexAt = (timestamp: number): number => Math.floor((Math.floor(timestamp / DAY_SECONDS) + 3) / 7);

/** programmeId computed a second way, from the business facts. */
const programmeIdOf = (cityId: number, year: number, number: number, ordinal: number): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["uint8", "uint16", "uint32", "uint8"], [cityId, year, number, ordinal]));

const PROGRAMME = programmeIdOf(BROSSARD, 2026, 118, 1);

/** Hours at 100 points for 60 minutes, 10,000 points, 500 a week, for 90 days from now. */
const openingNow = async () => {
  const now = await time.latest();
  return {
    cityId: BROSSARD,
    ordinal: 1,
    unit: ProgrammeUnit.MINUTE as ProgrammeUnit,
    resolution: { year: 2026, number: 118, documentHash: id("resolution 2026-118") },
    rate: { points: 100, quantity: 60 },
    budgetPoints: 10_000n,
    weeklyCeilingPoints: 500n,
    startsAt: now,
    endsAt: now + 90 * DAY_SECONDS,
    pendingSeconds: 14 * DAY_SECONDS,
    validBefore: now + 3_600,
  };
};

type Opening = Awaited<ReturnType<typeof openingNow>>;

const open = async ({ contracts, signing }: FilledMaille, changes: Partial<Opening> = {}, officers = [marthe, denis]) => {
  const act = { ...(await openingNow()), ...changes };
  return contracts.programmes.open(act, signing.approveAll(officers, "ProgrammeOpening", act));
};

const allot = async (
  { contracts, signing, carrefour }: FilledMaille,
  allottedPoints: bigint,
  { institution = carrefour.account, revision = 0, programmeId = PROGRAMME, officer = marthe } = {},
) => {
  const act = { programmeId, institution, allottedPoints, revision, validBefore: await inAnHour() };
  return contracts.programmes.changeAllotment(act, [signing.approve(officer, "AllotmentChange", act)]);
};

const raise = async ({ contracts, signing }: FilledMaille, changes = {}, officers = [marthe, denis]) => {
  const resolution = { year: 2026, number: 119, documentHash: id("resolution 2026-119") };
  const act = { programmeId: PROGRAMME, resolution, budgetPoints: 20_000n, revision: 0, validBefore: await inAnHour(), ...changes };
  return contracts.programmes.raiseBudget(act, signing.approveAll(officers, "BudgetRaise", act));
};

const close = async ({ contracts, signing }: FilledMaille, revision = 0, officer = marthe) => {
  const act = { programmeId: PROGRAMME, revision, validBefore: await inAnHour() };
  return contracts.programmes.close(act, [signing.approve(officer, "ProgrammeClosing", act)]);
};

async function deployBare() {
  const maille = await deployMaille();
  const { contracts, deployed, impersonate } = maille;
  const sheets = sentBy(contracts.programmes, await impersonate(deployed.addresses.earningSheets));
  return { ...maille, programmes: contracts.programmes, sheets };
}

/** An open programme with 3,000 points allotted to Carrefour d’entraide. */
async function deployWithProgramme() {
  const maille = await deployBare();
  await open(maille);
  await allot(maille, 3_000n);
  return { ...maille, week: weekIndexAt(await time.latest()) };
}

describe("Programmes", () => {
  describe("open", () => {
    it("opens on two officers' signatures, with terms and resolution [A4]", async () => {
      const maille = await loadFixture(deployBare);
      const { programmes, signing } = maille;
      const act = await openingNow();
      const sent = programmes.open(act, signing.approveAll([marthe, denis], "ProgrammeOpening", act));
      await expect(sent).to.emit(programmes, "ProgrammeOpened");
      const [log] = await programmes.queryFilter(programmes.filters.ProgrammeOpened ?? "*", -1);
      const event = programmes.interface.parseLog(log ?? { topics: [], data: "0x" });
      expect(event?.args.programmeId).to.equal(PROGRAMME);
      expect([...(event?.args.officers ?? [])]).to.deep.equal([marthe.account, denis.account]);
      expect(event?.args.opening.budgetPoints).to.equal(10_000n);

      const opened = await programmes.programme(PROGRAMME);
      expect(opened.status).to.equal(ProgrammeStatus.OPEN);
      expect(opened.revision).to.equal(0n);
      expect([...opened.rate]).to.deep.equal([100n, 60n]);
      expect([...opened.resolution]).to.deep.equal([2026n, 118n, act.resolution.documentHash]);
      expect([opened.startsAt, opened.endsAt, opened.pendingSeconds]).to.deep.equal([
        BigInt(act.startsAt), BigInt(act.endsAt), BigInt(act.pendingSeconds),
      ]);
    });

    it("refuses one officer where two are needed, and one officer twice", async () => {
      const maille = await loadFixture(deployBare);
      const { authority } = maille.contracts;
      await expect(open(maille, {}, [marthe]))
        .to.be.revertedWithCustomError(authority, "AuthorityTooFewApprovals").withArgs(1, 2);
      await expect(open(maille, {}, [marthe, marthe]))
        .to.be.revertedWithCustomError(authority, "AuthorityOfficerRepeated").withArgs(marthe.account);
    });

    it("refuses officers of another city or of another power", async () => {
      const maille = await loadFixture(deployBare);
      for (const stranger of [mireille, donat, solange, helene]) {
        await expect(open(maille, {}, [marthe, stranger]))
          .to.be.revertedWithCustomError(maille.contracts.authority, "AuthorityPowerMissing");
      }
    });

    it("is signed member by member as ethers computes it", async () => {
      const { programmes, contracts, signing } = await loadFixture(deployBare);
      const act = await openingNow();
      const approvals = signing.approveAll([marthe, denis], "ProgrammeOpening", act);
      const changes: Partial<Opening>[] = [
        { ordinal: 2 },
        { unit: ProgrammeUnit.ACTION },
        { resolution: { ...act.resolution, number: 119 } },
        { rate: { points: 101, quantity: 60 } },
        { budgetPoints: 10_001n },
        { weeklyCeilingPoints: 501n },
        { startsAt: act.startsAt + 1 },
        { endsAt: act.endsAt + 1 },
        { pendingSeconds: act.pendingSeconds + 1 },
        { validBefore: act.validBefore + 1 },
      ];
      for (const change of changes) {
        await expect(programmes.open({ ...act, ...change }, approvals), JSON.stringify(Object.keys(change)))
          .to.be.revertedWithCustomError(contracts.authority, "AuthoritySignatureRefused");
      }
    });

    it("opens each (city, resolution, ordinal) once", async () => {
      const maille = await loadFixture(deployBare);
      await open(maille);
      await expect(open(maille, { budgetPoints: 99n }))
        .to.be.revertedWithCustomError(maille.programmes, "ProgrammesExists").withArgs(PROGRAMME);
      await open(maille, { ordinal: 2 });
      expect(await maille.programmes.programmeIdOf(BROSSARD, 2026, 118, 1)).to.equal(PROGRAMME);
    });

    it("refuses terms that mean nothing", async () => {
      const maille = await loadFixture(deployBare);
      const { resolution, startsAt } = await openingNow();
      const refused: Partial<Opening>[] = [
        { unit: ProgrammeUnit.NONE },
        { rate: { points: 0, quantity: 60 } },
        { rate: { points: 100, quantity: 0 } },
        { budgetPoints: 0n },
        { weeklyCeilingPoints: 0n },
        { startsAt, endsAt: startsAt },
        { resolution: { ...resolution, year: 0 } },
        { resolution: { ...resolution, number: 0 } },
        { resolution: { ...resolution, documentHash: ZeroHash } },
      ];
      for (const change of refused) {
        await expect(open(maille, change), JSON.stringify(Object.keys(change)))
          .to.be.revertedWithCustomError(maille.programmes, "ProgrammesTermsRefused");
      }
    });

    it("keeps the pending window within 30 days, and hours within what the network allows [A6]", async () => {
      const maille = await loadFixture(deployBare);
      const { programmes, deployed, signing } = maille;
      await expect(open(maille, { pendingSeconds: 30 * DAY_SECONDS + 1 }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesPendingRefused")
        .withArgs(30 * DAY_SECONDS + 1, 0, 30 * DAY_SECONDS);

      // A production network: hours wait 14 days at least, other units may wait less.
      const factory = await ethers.getContractFactory("Programmes", maille.relayer);
      const { authority, participants } = deployed.addresses;
      const production = await factory.deploy(authority, participants, 14 * DAY_SECONDS);
      const address = await production.getAddress();
      const strict = new ethers.Contract(address, programmes.interface, maille.relayer);
      expect(await strict.getFunction("minimumHoursPendingSeconds")()).to.equal(14 * DAY_SECONDS);
      const there = signingFor({ ...deployed.addresses, programmes: `0x${address.slice(2)}` }, deployed.chainId);
      const short = { ...(await openingNow()), pendingSeconds: 14 * DAY_SECONDS - 1 };
      await expect(strict.getFunction("open")(short, there.approveAll([marthe, denis], "ProgrammeOpening", short)))
        .to.be.revertedWithCustomError(strict, "ProgrammesPendingRefused")
        .withArgs(14 * DAY_SECONDS - 1, 14 * DAY_SECONDS, 30 * DAY_SECONDS);
      const visits = { ...short, unit: ProgrammeUnit.ATTENDANCE, pendingSeconds: 0 };
      await expect(strict.getFunction("open")(visits, signing.approveAll([marthe, denis], "ProgrammeOpening", visits)))
        .to.be.revertedWithCustomError(maille.contracts.authority, "AuthoritySignatureRefused");
      await strict.getFunction("open")(visits, there.approveAll([marthe, denis], "ProgrammeOpening", visits));
      await expect(factory.deploy(authority, participants, 30 * DAY_SECONDS + 1))
        .to.be.revertedWithCustomError(programmes, "ProgrammesPendingRefused");
    });
  });

  describe("raiseBudget", () => {
    it("raises under a later resolution, on two signatures [A4]", async () => {
      const maille = await loadFixture(deployWithProgramme);
      await expect(raise(maille)).to.emit(maille.programmes, "ProgrammeBudgetRaised");
      const raised = await maille.programmes.programme(PROGRAMME);
      expect([raised.budgetPoints, raised.resolution.number, raised.revision]).to.deep.equal([20_000n, 119n, 1n]);
      await expect(raise(maille, { budgetPoints: 30_000n }))
        .to.be.revertedWithCustomError(maille.programmes, "ProgrammesRevisionStale").withArgs(0, 1);
      const nextYear = { year: 2027, number: 3, documentHash: id("resolution 2027-3") };
      await raise(maille, { budgetPoints: 30_000n, revision: 1, resolution: nextYear });
    });

    it("refuses one officer, the same budget, the same or an earlier resolution, one without its document", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, contracts } = maille;
      await expect(raise(maille, {}, [denis])).to.be.revertedWithCustomError(contracts.authority, "AuthorityTooFewApprovals");
      await expect(raise(maille, { budgetPoints: 10_000n }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetNotRaised").withArgs(10_000n, 10_000n);
      const documentHash = id("document");
      for (const resolution of [
        { year: 2026, number: 118, documentHash },
        { year: 2025, number: 500, documentHash },
        { year: 2026, number: 119, documentHash: ZeroHash },
      ]) {
        await expect(raise(maille, { resolution })).to.be.revertedWithCustomError(programmes, "ProgrammesTermsRefused");
      }
      await expect(raise(maille, { programmeId: UNKNOWN }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesUnknown").withArgs(UNKNOWN);
    });
  });

  describe("close", () => {
    it("happens to all programmes of a city that the council closes", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, aicha, week } = maille;
      await sheets.reserve(PROGRAMME, carrefour.account, 60n, week);
      await maille.decide({ to: maille.contracts.participants, fn: "closeCity", args: [1] });
      for (const sent of [sheets.reserve(PROGRAMME, carrefour.account, 60n, week), raise(maille), close(maille)]) {
        await expect(sent).to.be.revertedWithCustomError(programmes, "ProgrammesClosed").withArgs(PROGRAMME);
      }
      await sheets.issue(PROGRAMME, aicha.account, week, 100n, 60n);
    });

    it("stops new reserves only: what was reserved still issues and returns", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, aicha, week } = maille;
      await sheets.reserve(PROGRAMME, carrefour.account, 120n, week);
      await expect(close(maille)).to.emit(programmes, "ProgrammeClosed").withArgs(PROGRAMME, 1, marthe.account);
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 60n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesClosed").withArgs(PROGRAMME);
      await sheets.issue(PROGRAMME, aicha.account, week, 100n, 60n);
      await sheets.returnReserve(PROGRAMME, carrefour.account, 100n);
      const closed = await programmes.programme(PROGRAMME);
      expect([closed.reservedPoints, closed.issuedPoints]).to.deep.equal([0n, 100n]);
      for (const sent of [close(maille, 1), raise(maille, { revision: 1 }), allot(maille, 4_000n, { revision: 1 })]) {
        await expect(sent).to.be.revertedWithCustomError(programmes, "ProgrammesClosed");
      }
    });

    it("names the revision that was seen, and is the programme's city's", async () => {
      const maille = await loadFixture(deployWithProgramme);
      await expect(close(maille, 7)).to.be.revertedWithCustomError(maille.programmes, "ProgrammesRevisionStale").withArgs(7, 0);
      await expect(close(maille, 0, mireille)).to.be.revertedWithCustomError(maille.contracts.authority, "AuthorityPowerMissing");
    });
  });

  describe("changeAllotment", () => {
    it("gives an institution its right to attest, of any member city [A4]", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, banqueAlimentaire } = maille;
      await expect(allot(maille, 500n, { institution: banqueAlimentaire.account }))
        .to.emit(programmes, "AllotmentChanged")
        .withArgs(PROGRAMME, banqueAlimentaire.account, 500n, 1, marthe.account);
    });

    it("refuses a stranger, a stale revision, another city's officer", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, aicha } = maille;
      await expect(allot(maille, 5n, { institution: aicha.account }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesInstitutionRefused").withArgs(aicha.account);
      await expect(allot(maille, 5n)).to.be.revertedWithCustomError(programmes, "ProgrammesRevisionStale").withArgs(0, 1);
      await expect(allot(maille, 5n, { revision: 1, officer: donat }))
        .to.be.revertedWithCustomError(maille.contracts.authority, "AuthorityPowerMissing");
    });

    it("lowers to what is used and no further, also for a suspended institution", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, week } = maille;
      await sheets.reserve(PROGRAMME, carrefour.account, 600n, week);
      await changeInstitution(maille, paul, carrefour.account, { status: ParticipantStatus.SUSPENDED });
      await expect(allot(maille, 999n, { revision: 1 }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesAllotmentBelowUsed").withArgs(999n, 1_000n);
      await expect(allot(maille, 3_001n, { revision: 1 }))
        .to.be.revertedWithCustomError(programmes, "ProgrammesInstitutionRefused");
      await allot(maille, 1_000n, { revision: 1 });
      expect([...(await programmes.allotment(PROGRAMME, carrefour.account))]).to.deep.equal([1_000n, 1_000n, 2n]);
    });
  });

  describe("reserve", () => {
    it("reserves the rounded-down points and freezes the terms", async () => {
      const { programmes, sheets, carrefour, week } = await loadFixture(deployWithProgramme);
      const frozen = await sheets.reserve.staticCall(PROGRAMME, carrefour.account, 95n, week);
      expect([frozen.cityId, frozen.unit, frozen.reservedPoints, frozen.pendingSeconds]).to.deep.equal([
        1n, BigInt(ProgrammeUnit.MINUTE), 158n, BigInt(14 * DAY_SECONDS),
      ]);
      expect([...frozen.rate]).to.deep.equal([100n, 60n]);
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 95n, week))
        .to.emit(programmes, "PointsReserved").withArgs(PROGRAMME, carrefour.account, 158n);
    });

    it("keeps reserved + issued within the budget to the point, also after a raise [A4]", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, week } = maille;
      await allot(maille, 50_000n, { revision: 1 });
      await sheets.reserve(PROGRAMME, carrefour.account, 5_999n, week); // 9,998 points
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 2n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetExceeded").withArgs(PROGRAMME, 2n, 3n);
      await raise(maille, { budgetPoints: 10_001n });
      await sheets.reserve(PROGRAMME, carrefour.account, 2n, week);
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 1n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetExceeded").withArgs(PROGRAMME, 0n, 1n);
    });

    it("cannot be outgrown by an enormous quantity", async () => {
      const { programmes, sheets, carrefour, week } = await loadFixture(deployWithProgramme);
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 2n ** 128n - 1n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetExceeded");
    });

    it("keeps an institution within its allotment [A4]", async () => {
      const { programmes, sheets, carrefour, week } = await loadFixture(deployWithProgramme);
      await sheets.reserve(PROGRAMME, carrefour.account, 1_740n, week); // 2,900 points
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 61n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesAllotmentExceeded")
        .withArgs(PROGRAMME, carrefour.account, 100n, 101n);
    });

    it("refuses who has no allotment, or is suspended", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, banqueAlimentaire, week } = maille;
      await expect(sheets.reserve(PROGRAMME, banqueAlimentaire.account, 0n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesInstitutionRefused").withArgs(banqueAlimentaire.account);
      await changeInstitution(maille, paul, carrefour.account, { status: ParticipantStatus.SUSPENDED });
      await expect(sheets.reserve(PROGRAMME, carrefour.account, 60n, week))
        .to.be.revertedWithCustomError(programmes, "ProgrammesInstitutionRefused").withArgs(carrefour.account);
    });

    it("takes the weeks that touch the programme's dates, and no other", async () => {
      const { programmes, sheets, carrefour, week } = await loadFixture(deployWithProgramme);
      const { endsAt } = await programmes.programme(PROGRAMME);
      const last = weekIndexAt(Number(endsAt) - 1);
      await sheets.reserve(PROGRAMME, carrefour.account, 60n, week);
      await sheets.reserve(PROGRAMME, carrefour.account, 60n, last);
      for (const outside of [week - 1, last + 1, 0]) {
        await expect(sheets.reserve(PROGRAMME, carrefour.account, 60n, outside))
          .to.be.revertedWithCustomError(programmes, "ProgrammesWeekOutside").withArgs(PROGRAMME, outside);
      }
    });

    it("ends with the Sunday before, for a programme that ends on a Monday at midnight", async () => {
      const maille = await loadFixture(deployBare);
      const week = weekIndexAt(await time.latest());
      const monday = (week + 3) * WEEK_SECONDS - 3 * DAY_SECONDS;
      await open(maille, { endsAt: monday });
      await allot(maille, 3_000n);
      await maille.sheets.reserve(PROGRAMME, maille.carrefour.account, 60n, week + 2);
      await expect(maille.sheets.reserve(PROGRAMME, maille.carrefour.account, 60n, week + 3))
        .to.be.revertedWithCustomError(maille.programmes, "ProgrammesWeekOutside");
    });
  });

  describe("issue", () => {
    async function deployWithReserve() {
      const maille = await deployWithProgramme();
      await maille.sheets.reserve(PROGRAMME, maille.carrefour.account, 1_800n, maille.week); // 3,000 points
      return maille;
    }

    const issue = async ({ sheets, week, aicha }: Awaited<ReturnType<typeof deployWithReserve>>, points: bigint, minutes: bigint, account = aicha.account, weekIndex = week) => {
      const issued: bigint = await sheets.issue.staticCall(PROGRAMME, account, weekIndex, points, minutes);
      await sheets.issue(PROGRAMME, account, weekIndex, points, minutes);
      return issued;
    };

    it("turns reserved points into issued ones", async () => {
      const maille = await loadFixture(deployWithReserve);
      expect(await issue(maille, 200n, 120n)).to.equal(200n);
      const after = await maille.programmes.programme(PROGRAMME);
      expect([after.reservedPoints, after.issuedPoints]).to.deep.equal([2_800n, 200n]);
      expect([...(await maille.programmes.weeklyUse(PROGRAMME, maille.aicha.account, maille.week))]).to.deep.equal([200n, 120n]);
    });

    it("stops at the account's ceiling of the week and leaves the rest reserved [A1]", async () => {
      const maille = await loadFixture(deployWithReserve);
      expect(await issue(maille, 400n, 240n)).to.equal(400n);
      expect(await issue(maille, 150n, 90n)).to.equal(100n);
      expect(await issue(maille, 50n, 30n)).to.equal(0n);
      expect(await issue(maille, 50n, 30n, maille.aicha.account, maille.week + 1)).to.equal(50n);
      expect(await issue(maille, 50n, 30n, maille.robert.account)).to.equal(50n);
      expect((await maille.programmes.programme(PROGRAMME)).reservedPoints).to.equal(2_400n);
    });

    it("stops at the minutes of the week, all cities together [A3]", async () => {
      const maille = await loadFixture(deployWithReserve);
      const { programmes, sheets, aicha, week, contracts, signing, banqueAlimentaire } = maille;
      await maille.decide({ to: programmes, fn: "setWeeklyMinutesCeiling", args: [100] });
      expect(await issue(maille, 100n, 60n)).to.equal(100n);

      const act = { ...(await openingNow()), cityId: MAGOG };
      await contracts.programmes.open(act, signing.approveAll([mireille, donat], "ProgrammeOpening", act));
      const ofMagog = programmeIdOf(MAGOG, 2026, 118, 1);
      await allot(maille, 1_000n, { programmeId: ofMagog, institution: banqueAlimentaire.account, officer: mireille });
      await sheets.reserve(ofMagog, banqueAlimentaire.account, 120n, week);
      // 40 minutes of the 60 are left: ⌊100 × 40 / 60⌋.
      expect(await sheets.issue.staticCall(ofMagog, aicha.account, week, 100n, 60n)).to.equal(66n);
      await sheets.issue(ofMagog, aicha.account, week, 100n, 60n);
      expect([...(await programmes.weeklyUse(ofMagog, aicha.account, week))]).to.deep.equal([66n, 100n]);
      expect(await sheets.issue.staticCall(ofMagog, aicha.account, week, 100n, 60n)).to.equal(0n);

      await maille.decide({ to: programmes, fn: "setWeeklyMinutesCeiling", args: [50] });
      expect(await issue(maille, 10n, 6n)).to.equal(0n);
    });

    it("counts minutes of hours only", async () => {
      const maille = await loadFixture(deployBare);
      const { programmes, sheets, carrefour, aicha } = maille;
      await open(maille, { unit: ProgrammeUnit.ATTENDANCE, rate: { points: 10, quantity: 1 } });
      await allot(maille, 3_000n);
      const week = weekIndexAt(await time.latest());
      await sheets.reserve(PROGRAMME, carrefour.account, 3n, week);
      await sheets.issue(PROGRAMME, aicha.account, week, 30n, 3n);
      expect([...(await programmes.weeklyUse(PROGRAMME, aicha.account, week))]).to.deep.equal([30n, 0n]);
    });

    it("issues nothing that was not reserved", async () => {
      const { programmes, sheets, aicha, week } = await loadFixture(deployWithReserve);
      await expect(sheets.issue(PROGRAMME, aicha.account, week, 3_001n, 1_801n))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetExceeded").withArgs(PROGRAMME, 3_000n, 3_001n);
      await expect(sheets.issue(UNKNOWN, aicha.account, week, 1n, 1n))
        .to.be.revertedWithCustomError(programmes, "ProgrammesUnknown").withArgs(UNKNOWN);
    });
  });

  describe("returnReserve", () => {
    it("returns to the budget and to the allotment, and no more than was taken", async () => {
      const maille = await loadFixture(deployWithProgramme);
      const { programmes, sheets, carrefour, banqueAlimentaire, week } = maille;
      await sheets.reserve(PROGRAMME, carrefour.account, 600n, week); // 1,000 points
      await expect(sheets.returnReserve(PROGRAMME, carrefour.account, 400n))
        .to.emit(programmes, "ReserveReturned").withArgs(PROGRAMME, carrefour.account, 400n);
      expect((await programmes.programme(PROGRAMME)).reservedPoints).to.equal(600n);
      expect((await programmes.allotment(PROGRAMME, carrefour.account)).usedPoints).to.equal(600n);
      await expect(sheets.returnReserve(PROGRAMME, carrefour.account, 601n))
        .to.be.revertedWithCustomError(programmes, "ProgrammesBudgetExceeded").withArgs(PROGRAMME, 600n, 601n);
      await expect(sheets.returnReserve(PROGRAMME, banqueAlimentaire.account, 1n))
        .to.be.revertedWithCustomError(programmes, "ProgrammesAllotmentExceeded")
        .withArgs(PROGRAMME, banqueAlimentaire.account, 0n, 1n);
    });
  });

  describe("who may", () => {
    it("lets SHEETS alone reserve, issue and return", async () => {
      const { programmes, relayer, carrefour, aicha, week } = await loadFixture(deployWithProgramme);
      const sender = await relayer.getAddress();
      for (const sent of [
        programmes.reserve(PROGRAMME, carrefour.account, 1n, week),
        programmes.issue(PROGRAMME, aicha.account, week, 1n, 1n),
        programmes.returnReserve(PROGRAMME, carrefour.account, 1n),
      ]) {
        await expect(sent).to.be.revertedWithCustomError(programmes, "ProgrammesNotSheets").withArgs(sender);
      }
    });

    it("lets the council alone set the week's minutes [A3]", async () => {
      const { programmes, relayer, decide } = await loadFixture(deployWithProgramme);
      await expect(programmes.setWeeklyMinutesCeiling(1))
        .to.be.revertedWithCustomError(programmes, "ProgrammesNotConsortium").withArgs(await relayer.getAddress());
      await decide({ to: programmes, fn: "setWeeklyMinutesCeiling", args: [1_800] });
      expect(await programmes.weeklyMinutesCeiling()).to.equal(1_800n);
    });
  });
});
