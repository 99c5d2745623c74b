import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { ChargeStatus, ExchangeKind, LineStatus, RefusalReason } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_PROOF } from "../support/acts.ts";
import { denis, henri, marthe } from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { pauseLedger as pause, PAUSE_SECONDS } from "../support/pause.ts";
import { chargeIdOf, issuePoints, redeem, signPayment } from "../support/payments.ts";
import { allot, FAR_SECONDS, openProgramme } from "../support/programme-opening.ts";
import { fileSheet, passWindow } from "../support/sheet-filing.ts";

describe("a pause of the ledger", () => {
  /** Robert had 500 points, two payments settled; a sheet of Carrefour's is past its window. */
  async function inUse() {
    const maille = await deployMaille();
    const programmeId = await openProgramme(maille, [marthe, denis]);
    await allot(maille, marthe, programmeId, maille.carrefour.account, 1_000n);
    const earned = [{ account: maille.aicha.account, quantity: 60 }];
    const filed = await fileSheet(maille, maille.carrefour, programmeId, earned);
    await passWindow(maille.contracts, filed);
    await issuePoints(maille, maille.robert.account, 1, 500n);
    const settled = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 100n);
    const alsoSettled = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 20n);
    await redeem(maille, settled, alsoSettled);
    return { ...maille, programmeId, earned, filed, settled, alsoSettled };
  }

  it("refuses a whole batch of redemptions, and declines none of it: after the pause the same charge settles", async () => {
    const maille = await loadFixture(inUse);
    const { contracts, signing, robert, boulangerieTheo, decide } = maille;
    const until = (await pause(maille)) + PAUSE_SECONDS;
    const waiting = await signPayment(signing, robert, boulangerieTheo, 50n);
    const tooMuch = await signPayment(signing, robert, boulangerieTheo, 5_000n);
    for (const batch of [[waiting], [waiting, tooMuch], []]) {
      await expect(contracts.redemptionDesk.redeem(batch))
        .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseInForce").withArgs(until);
    }
    for (const item of [waiting, tooMuch]) {
      expect((await contracts.redemptionDesk.charge(chargeIdOf(signing, item))).status).to.equal(ChargeStatus.UNUSED);
    }
    expect(await contracts.points.balanceOf(robert.account, 1)).to.equal(380n);

    await decide({ to: contracts.emergencyPause, fn: "lift", args: [] });
    expect(await redeem(maille, waiting)).to.deep.equal([RefusalReason.NONE]);
    expect(await contracts.points.balanceOf(robert.account, 1)).to.equal(330n);
  });

  it("refuses posting, and loses no line: after the pause it posts what it would have", async () => {
    const maille = await loadFixture(inUse);
    const { contracts, aicha, filed } = maille;
    const until = (await pause(maille)) + PAUSE_SECONDS;
    await expect(contracts.earningSheets.post(filed.sheetId, filed.lines))
      .to.be.revertedWithCustomError(contracts.emergencyPause, "EmergencyPauseInForce").withArgs(until);
    expect(await contracts.earningSheets.lineStatus(filed.sheetId, 0)).to.equal(LineStatus.OPEN);
    await time.increaseTo(until);
    await contracts.earningSheets.post(filed.sheetId, filed.lines);
    expect(await contracts.points.balanceOf(aicha.account, 1)).to.equal(100n);
  });

  it("lets sheets be filed, disputed and struck", async () => {
    const maille = await loadFixture(inUse);
    const { contracts, signing, programmeId, earned, carrefour } = maille;
    await pause(maille);
    const filed = await fileSheet(maille, carrefour, programmeId, earned, { activityId: id("another activity") });
    const dispute = { sheetId: filed.sheetId, index: 0, cityId: 1, reasonCode: 1, validBefore: FAR_SECONDS };
    await contracts.earningSheets.dispute(dispute, NO_PROOF, [signing.approve(marthe, "LineDispute", dispute)]);
    expect(await contracts.earningSheets.lineStatus(filed.sheetId, 0)).to.equal(LineStatus.DISPUTED);
    const strike = { sheetId: filed.sheetId, reasonCode: 1, validBefore: FAR_SECONDS };
    await contracts.earningSheets.strikeSheet(strike, [signing.approve(marthe, "SheetStrike", strike)]);
    expect(await contracts.earningSheets.lineStatus(filed.sheetId, 0)).to.equal(LineStatus.STRUCK);
  });

  it("lets what was paid be refunded and voided", async () => {
    const maille = await loadFixture(inUse);
    const { contracts, signing, settled, alsoSettled, robert, boulangerieTheo } = maille;
    await pause(maille);
    const chargeId = chargeIdOf(signing, settled);
    const refund = { refundId: id("refund"), chargeId, points: 30, reasonCode: 1, validBefore: FAR_SECONDS };
    await contracts.redemptionDesk.refund(refund, NO_PROOF, [signing.approve(henri, "Refund", refund)]);
    expect(await contracts.points.balanceOf(robert.account, 1)).to.equal(410n);

    const undone = { chargeId: chargeIdOf(signing, alsoSettled), terminal: boulangerieTheo.terminal.hash, validBefore: FAR_SECONDS };
    await contracts.redemptionDesk.voidRedemption(undone, signing.prove(boulangerieTheo.terminal, "RedemptionVoid", undone));
    expect(await contracts.points.balanceOf(robert.account, 1)).to.equal(430n);
  });

  it("lets residents exchange", async () => {
    const maille = await loadFixture(inUse);
    const { contracts, signing, aicha, robert } = maille;
    await pause(maille);
    const exchange = {
      exchangeId: id("exchange"), provider: aicha.account, receiver: robert.account, points: 60n, quantityMinutes: 60,
      kind: ExchangeKind.SERVICE, termsHash: ZeroHash, validBefore: await inAnHour(),
    };
    await contracts.serviceExchanges.settle(
      exchange, signing.prove(aicha.signer, "Exchange", exchange), signing.prove(robert.signer, "Exchange", exchange),
    );
    expect(await contracts.points.balanceOf(aicha.account, 1)).to.equal(60n);
  });

  it("binds the desk and the sheets, never the points: whoever may move them gives back what is owed", async () => {
    const maille = await loadFixture(inUse);
    await pause(maille);
    const desk = await maille.impersonate(maille.deployed.addresses.redemptionDesk);
    await sentBy(maille.contracts.points, desk).giveBack(maille.robert.account, [{ cityId: 1, points: 1n }]);
    expect(await maille.contracts.points.balanceOf(maille.robert.account, 1)).to.equal(381n);
  });
});
