import { expect } from "chai";
import { ConsentDiffers, consentToSign } from "./answer-charge.ts";
import type { PresentedCharge } from "./presented-charge.ts";

const account = `0x${"Aa".repeat(20)}`;
const chargeId = `0x${"c1".repeat(32)}` as const;
const message = { account, chargeId, merchant: `0x${"0b".repeat(20)}`, points: "250", validAfter: "1764500000", validBefore: "1764500120" };
const charge: PresentedCharge = {
  chargeId,
  merchantName: "Boulangerie Théo",
  cityName: "Brossard",
  cityId: 1,
  points: "250",
  dollarsText: "2,50 $",
  offerText: "Pain de ménage",
  validBefore: new Date(1764500120_000).toISOString(),
  status: "PRESENTED",
  toSign: { contract: "redemptionDesk", primaryType: "Consent", message },
  needsFull: false,
  needsSecondConfirmation: false,
};
const asking = (changed: Record<string, unknown>): PresentedCharge => ({ ...charge, toSign: { contract: "redemptionDesk", primaryType: "Consent", message: { ...message, ...changed } } });

describe("consentToSign", () => {
  it("gives the consent that says what is shown", () => {
    expect(consentToSign(charge, account.toLowerCase())).to.equal(charge.toSign);
  });

  it("refuses to sign another charge, amount, end or account than those shown [W14]", () => {
    for (const changed of [{ chargeId: `0x${"c2".repeat(32)}` }, { points: "2500" }, { validBefore: "1764509999" }, { account: `0x${"bb".repeat(20)}` }]) {
      expect(() => consentToSign(asking(changed), account), JSON.stringify(changed)).to.throw(ConsentDiffers);
    }
  });

  it("refuses to sign another struct in its place", () => {
    expect(() => consentToSign({ ...charge, toSign: { contract: "serviceExchanges", primaryType: "Exchange", message } }, account)).to.throw(ConsentDiffers);
    expect(() => consentToSign({ ...charge, toSign: undefined }, account)).to.throw(ConsentDiffers);
  });
});
