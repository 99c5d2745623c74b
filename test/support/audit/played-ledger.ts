import { id } from "ethers";
import { ExchangeKind } from "../../../ledger-service/src/platform/chain/generated/enums.ts";
import { denis, henri, marthe } from "../actors.ts";
import { inAnHour } from "../enrolment.ts";
import { deployMaille, type FilledMaille } from "../fixture.ts";
import { chargeIdOf, drawRandom, redeem, signPayment } from "../payments.ts";
import { allot, openProgramme } from "../programme-opening.ts";
import { fileSheet, passWindow, type PreparedSheet } from "../sheet-filing.ts";

export interface PlayedLedger {
  readonly maille: FilledMaille;
  readonly programmeId: string;
  readonly posted: PreparedSheet;
  readonly open: PreparedSheet;
  readonly chargeId: string;
}

/**
 * A little of everything: two sheets (one posted, one line over the week's ceiling; one open with a disputed line),
 * payments in one's own city and across, one void, one refund, one refusal, one exchange with a testimonial.
 */
export async function playLedger(): Promise<PlayedLedger> {
  const maille = await deployMaille();
  const { aicha, robert, carrefour, contracts } = maille;
  const programmeId = await openProgramme(maille, [marthe, denis], { budgetPoints: 5_000n, weeklyCeilingPoints: 900n, pendingSeconds: 60 });
  await allot(maille, marthe, programmeId, carrefour.account, 4_000n);
  const posted = await fileSheet(maille, carrefour, programmeId, [
    { account: aicha.account, quantity: 240 },
    { account: robert.account, quantity: 600 },
  ]);
  const open = await fileSheet(maille, carrefour, programmeId, [
    { account: aicha.account, quantity: 60 },
    { account: robert.account, quantity: 30 },
  ], { activityId: id("another activity") });
  await dispute(maille, open);
  await passWindow(contracts, posted);
  await contracts.earningSheets.post(posted.sheetId, posted.lines);
  const chargeId = await playPayments(maille);
  await playExchange(maille);
  return { maille, programmeId, posted, open, chargeId };
}

async function dispute({ contracts, signing }: FilledMaille, { sheetId }: PreparedSheet): Promise<void> {
  const act = { sheetId, index: 1, cityId: marthe.cityId, reasonCode: 1, validBefore: await inAnHour() };
  await contracts.earningSheets.dispute(act, { signer: "0x", signature: "0x" }, [signing.approve(marthe, "LineDispute", act)]);
}

/** @returns the charge at Magog that was partly refunded */
async function playPayments(maille: FilledMaille): Promise<string> {
  const { aicha, robert, cafeDesRapides, boulangerieTheo, contracts, signing } = maille;
  const here = await signPayment(signing, aicha, cafeDesRapides, 50n);
  const across = await signPayment(signing, robert, boulangerieTheo, 120n);
  const tooMuch = await signPayment(signing, aicha, cafeDesRapides, 100_000n);
  await redeem(maille, here, across, tooMuch);

  const toVoid = { chargeId: chargeIdOf(signing, here), terminal: cafeDesRapides.terminal.hash, validBefore: await inAnHour() };
  await contracts.redemptionDesk.voidRedemption(toVoid, signing.prove(cafeDesRapides.terminal, "RedemptionVoid", toVoid));
  const chargeId = chargeIdOf(signing, across);
  const refund = { refundId: drawRandom(), chargeId, points: 20n, reasonCode: 1, validBefore: await inAnHour() };
  await contracts.redemptionDesk.refund(refund, { signer: "0x", signature: "0x" }, [signing.approve(henri, "Refund", refund)]);
  return chargeId;
}

async function playExchange({ contracts, signing, aicha, robert }: FilledMaille): Promise<void> {
  const exchange = {
    exchangeId: id("the stairs are cleared"),
    provider: aicha.account,
    receiver: robert.account,
    points: 60n,
    quantityMinutes: 60,
    kind: ExchangeKind.SERVICE,
    termsHash: id("terms"),
    validBefore: await inAnHour(),
  };
  await contracts.serviceExchanges.settle(exchange, signing.prove(aicha.signer, "Exchange", exchange), signing.prove(robert.signer, "Exchange", exchange));
  const testimonial = { exchangeId: exchange.exchangeId, author: aicha.account, rating: 5, textHash: id("thanks"), validBefore: await inAnHour() };
  await contracts.serviceExchanges.testify(testimonial, signing.prove(aicha.signer, "Testimonial", testimonial));
}
