import { expect } from "chai";
import { AccountStatus, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { accountOf, solange } from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import type { TestSigner } from "../support/signers.ts";

const DAY_SECONDS = 86_400;
const { FULL, DEVICE, CARD } = SignerKind;

async function withDesk() {
  const maille = await deployMaille();
  const { contracts, signing, deployed, aicha } = maille;
  const desk = sentBy(contracts.accounts, await maille.impersonate(deployed.addresses.redemptionDesk));
  // An hour past midnight: no test crosses a day unless it says so.
  const today = Math.floor((await time.latest()) / DAY_SECONDS);
  await time.increaseTo((today + 1) * DAY_SECONDS + 3_600);

  const spend = async (kind: number, points: bigint, account = aicha.account): Promise<boolean> => {
    const fits: boolean = await desk.consumeCap.staticCall(account, kind, points);
    await desk.consumeCap(account, kind, points);
    return fits;
  };
  const capsOf = async (kind: number, account = aicha.account) => {
    const [current, spentTodayPoints] = await contracts.accounts.caps(account, kind);
    return { perCharge: current.perChargePoints, perDay: current.perDayPoints, spent: spentTodayPoints };
  };
  const changeOf = async (kind: number, perChargePoints: bigint, perDayPoints: bigint) => ({
    account: aicha.account,
    kind,
    perChargePoints,
    perDayPoints,
    revision: (await contracts.accounts.account(aicha.account)).revision,
    validBefore: await inAnHour(),
  });
  const change = async (kind: number, perCharge: bigint, perDay: bigint, key: TestSigner = aicha.signer) => {
    const act = await changeOf(kind, perCharge, perDay);
    return contracts.accounts.changeCaps(act, signing.prove(key, "CapsChange", act));
  };
  return { ...maille, desk, spend, capsOf, changeOf, change };
}

describe("Accounts: caps", () => {
  describe("consumeCap", () => {
    it("holds DEVICE to 500 a charge and 1,000 a day, whatever the number of keys [W11]", async () => {
      const { spend, capsOf } = await loadFixture(withDesk);
      expect(await spend(DEVICE, 501n)).to.equal(false);
      expect(await spend(DEVICE, 500n)).to.equal(true);
      expect(await spend(DEVICE, 499n)).to.equal(true);
      expect(await spend(DEVICE, 2n)).to.equal(false);
      expect(await spend(DEVICE, 1n)).to.equal(true);
      expect(await capsOf(DEVICE)).to.deep.equal({ perCharge: 500n, perDay: 1_000n, spent: 1_000n });
    });

    it("holds FULL to a daily ceiling of the account, with no limit a charge of its own [W11]", async () => {
      const { spend } = await loadFixture(withDesk);
      expect(await spend(FULL, 5_001n)).to.equal(false);
      expect(await spend(FULL, 5_000n)).to.equal(true);
      expect(await spend(FULL, 1n)).to.equal(false);
    });

    it("counts each kind and each account apart", async () => {
      const { spend, robert } = await loadFixture(withDesk);
      expect(await spend(DEVICE, 500n)).to.equal(true);
      expect(await spend(DEVICE, 500n)).to.equal(true);
      expect(await spend(FULL, 5_000n)).to.equal(true);
      expect(await spend(CARD, 200n)).to.equal(true);
      expect(await spend(DEVICE, 500n, robert.account)).to.equal(true);
    });

    it("starts again at midnight UTC", async () => {
      const { spend, capsOf } = await loadFixture(withDesk);
      await spend(DEVICE, 500n);
      await spend(DEVICE, 500n);
      const tomorrow = (Math.floor((await time.latest()) / DAY_SECONDS) + 1) * DAY_SECONDS;
      await time.increaseTo(tomorrow);
      expect((await capsOf(DEVICE)).spent).to.equal(0n);
      expect(await spend(DEVICE, 500n)).to.equal(true);
    });

    it("fits nothing for no key, and survives the largest number", async () => {
      const { spend } = await loadFixture(withDesk);
      expect(await spend(SignerKind.NONE, 0n)).to.equal(false);
      await spend(DEVICE, 500n);
      expect(await spend(DEVICE, 2n ** 128n - 1n)).to.equal(false);
    });

    it("is the desk's alone", async () => {
      const { contracts, aicha, relayer } = await loadFixture(withDesk);
      const sender = await relayer.getAddress();
      for (const fn of ["consumeCap", "giveBackCap"] as const) {
        await expect(contracts.accounts[fn](aicha.account, DEVICE, 1))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotDesk")
          .withArgs(sender);
      }
    });
  });

  describe("giveBackCap", () => {
    it("undoes a consumption of the same day", async () => {
      const { desk, spend, capsOf, aicha } = await loadFixture(withDesk);
      await spend(DEVICE, 400n);
      await desk.giveBackCap(aicha.account, DEVICE, 300n);
      expect((await capsOf(DEVICE)).spent).to.equal(100n);
    });

    it("never goes below zero: yesterday's spending is no longer counted", async () => {
      const { desk, spend, capsOf, aicha } = await loadFixture(withDesk);
      await spend(DEVICE, 400n);
      await time.increase(DAY_SECONDS);
      await spend(DEVICE, 100n);
      await desk.giveBackCap(aicha.account, DEVICE, 400n);
      expect((await capsOf(DEVICE)).spent).to.equal(0n);
    });
  });

  describe("changeCaps", () => {
    it("lowers at once", async () => {
      const { contracts, change, spend, aicha } = await loadFixture(withDesk);
      const changed = change(DEVICE, 50n, 80n);
      await changed;
      await expect(changed)
        .to.emit(contracts.accounts, "CapsChanged")
        .withArgs(aicha.account, DEVICE, 50, 80, await time.latest(), 3);
      expect(await spend(DEVICE, 51n)).to.equal(false);
      expect(await spend(DEVICE, 50n)).to.equal(true);
      expect(await spend(DEVICE, 31n)).to.equal(false);
    });

    it("raises after 24 hours [W11]", async () => {
      const { contracts, change, capsOf, aicha } = await loadFixture(withDesk);
      const changed = change(DEVICE, 600n, 1_500n);
      await changed;
      const activeFrom = (await time.latest()) + DAY_SECONDS;
      await expect(changed)
        .to.emit(contracts.accounts, "CapsChanged")
        .withArgs(aicha.account, DEVICE, 600, 1_500, activeFrom, 3);
      await time.increaseTo(activeFrom - 1);
      expect((await capsOf(DEVICE)).perDay).to.equal(1_000n);
      await time.increaseTo(activeFrom);
      expect(await capsOf(DEVICE)).to.include({ perCharge: 600n, perDay: 1_500n });
    });

    it("lowers one figure at once while the other waits", async () => {
      const { change, capsOf } = await loadFixture(withDesk);
      await change(DEVICE, 100n, 1_500n);
      expect(await capsOf(DEVICE)).to.include({ perCharge: 100n, perDay: 1_000n });
      await time.increase(DAY_SECONDS);
      expect(await capsOf(DEVICE)).to.include({ perCharge: 100n, perDay: 1_500n });
    });

    it("forgets a raise that waits when another choice is made", async () => {
      const { change, capsOf } = await loadFixture(withDesk);
      await change(DEVICE, 500n, 2_000n);
      await change(DEVICE, 100n, 200n);
      await time.increase(2 * DAY_SECONDS);
      expect(await capsOf(DEVICE)).to.include({ perCharge: 100n, perDay: 200n });
    });

    it("refuses more than the council's ceiling, a day or a charge", async () => {
      const { contracts, change } = await loadFixture(withDesk);
      for (const [perCharge, perDay] of [[500n, 2_001n], [2_001n, 500n]] as const) {
        await expect(change(DEVICE, perCharge, perDay))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsCapAboveCeiling")
          .withArgs(2_001, 2_000);
      }
    });

    it("needs a FULL key: a device key cannot loosen its own limits", async () => {
      const { contracts, change, aicha } = await loadFixture(withDesk);
      await expect(change(DEVICE, 500n, 2_000n, aicha.device))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
        .withArgs(aicha.account);
    });

    it("refuses strangers, a replay, an expired act, no kind, a suspended account", async () => {
      const { contracts, signing, change, changeOf, robert, aicha } = await loadFixture(withDesk);
      await expect(change(DEVICE, 1n, 1n, robert.signer))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignatureRefused")
        .withArgs(aicha.account);
      await expect(change(SignerKind.NONE, 1n, 1n)).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsSignerKindRefused",
      );
      const act = await changeOf(DEVICE, 1n, 1n);
      const send = (sent: typeof act) => contracts.accounts.changeCaps(sent, signing.prove(aicha.signer, "CapsChange", sent));
      await expect(send({ ...act, validBefore: await time.latest() })).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsActExpired",
      );
      await send(act);
      await expect(send(act)).to.be.revertedWithCustomError(contracts.accounts, "AccountsRevisionStale");
      const suspension = { account: aicha.account, status: AccountStatus.SUSPENDED, revision: 3, validBefore: await inAnHour() };
      await contracts.accounts.changeStatus(suspension, [signing.approve(solange, "AccountStatusChange", suspension)]);
      await expect(change(DEVICE, 1n, 1n)).to.be.revertedWithCustomError(contracts.accounts, "AccountsNotActive");
    });
  });

  describe("setCapParameters", () => {
    it("is the council's; defaults reach accounts that have chosen nothing, the ceiling reaches all", async () => {
      const { contracts, decide, change, capsOf, robert } = await loadFixture(withDesk);
      await change(DEVICE, 400n, 900n);
      await decide({ to: contracts.accounts, fn: "setCapParameters", args: [DEVICE, 100, 300, 600] });
      expect(await capsOf(DEVICE)).to.include({ perCharge: 400n, perDay: 600n });
      expect(await capsOf(DEVICE, robert.account)).to.include({ perCharge: 100n, perDay: 300n });
    });

    it("refuses everyone else, no kind, and defaults above their ceiling", async () => {
      const { contracts, relayer, impersonate, deployed } = await loadFixture(withDesk);
      await expect(contracts.accounts.setCapParameters(DEVICE, 1, 1, 1))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotConsortium")
        .withArgs(await relayer.getAddress());
      const council = sentBy(contracts.accounts, await impersonate(deployed.addresses.timelock));
      await expect(council.setCapParameters(SignerKind.NONE, 1, 1, 1)).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsSignerKindRefused",
      );
      for (const [perCharge, perDay] of [[11, 1], [1, 11]] as const) {
        await expect(council.setCapParameters(DEVICE, perCharge, perDay, 10))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsCapAboveCeiling")
          .withArgs(11, 10);
      }
      await expect(council.setCapParameters(DEVICE, 5, 10, 10))
        .to.emit(contracts.accounts, "CapParametersChanged")
        .withArgs(DEVICE, 5, 10, 10);
    });

    it("gives an account that does not exist the defaults, and a kind without parameters nothing", async () => {
      const { capsOf } = await loadFixture(withDesk);
      expect(await capsOf(FULL, accountOf("nobody"))).to.deep.equal({ perCharge: 5_000n, perDay: 5_000n, spent: 0n });
      expect(await capsOf(SignerKind.NONE)).to.deep.equal({ perCharge: 0n, perDay: 0n, spent: 0n });
    });
  });
});
