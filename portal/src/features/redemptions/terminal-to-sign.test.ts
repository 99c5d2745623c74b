import { expect } from "chai";
import { structHashOf } from "../../signing/typed-struct.ts";
import type { CounterCharge } from "./counter-charge.ts";
import { chargeToSign, refundToSign, SaleDiffers, voidToSign } from "./terminal-to-sign.ts";

const boulangerieTheo = `0x${"b0".repeat(20)}` as const;
const comptoir = `0x${"c1".repeat(32)}` as const;
const message = { merchant: boulangerieTheo, terminal: comptoir, points: "250", offerHash: `0x${"0f".repeat(32)}`, random: `0x${"ab".repeat(32)}`, validBefore: "1764100000" };
const toSign = { contract: "redemptionDesk", primaryType: "Charge", message };
const sale: CounterCharge = {
  chargeId: structHashOf(toSign),
  points: "250",
  refundedPoints: "0",
  offerText: "Pain de ménage",
  status: "CONSENTED",
  at: "2026-11-25T15:00:00Z",
  receiptNumber: "BR-2611-0482-KX",
  canVoid: false,
  toSign,
};
const here = { merchant: boulangerieTheo, terminal: comptoir };

describe("chargeToSign", () => {
  it("gives the charge whose id is the one shown", () => {
    expect(chargeToSign(sale, here)).to.equal(toSign);
  });

  it("signs no other merchant, terminal, amount or term than those of the sale shown [Q1]", () => {
    const changes = [{ merchant: `0x${"b1".repeat(20)}` }, { terminal: `0x${"c2".repeat(32)}` }, { points: "2500" }, { validBefore: "1764200000" }, { random: `0x${"ac".repeat(32)}` }, { offerHash: `0x${"1f".repeat(32)}` }];
    for (const changed of changes) {
      const asked = { ...sale, toSign: { ...toSign, message: { ...message, ...changed } } };
      expect(() => chargeToSign(asked, here), JSON.stringify(changed)).to.throw(SaleDiffers);
    }
  });

  it("signs nothing without a charge to sign, or another struct", () => {
    const { toSign: _, ...waiting } = sale;
    expect(() => chargeToSign(waiting, here)).to.throw(SaleDiffers);
    expect(() => chargeToSign({ ...sale, toSign: { ...toSign, primaryType: "Refund" } }, here)).to.throw(SaleDiffers);
  });
});

describe("voidToSign and refundToSign", () => {
  const voided = { contract: "redemptionDesk", primaryType: "RedemptionVoid", message: { chargeId: sale.chargeId, terminal: comptoir, validBefore: "1764100600" } };
  const refund = { contract: "redemptionDesk", primaryType: "Refund", message: { refundId: `0x${"ee".repeat(32)}`, chargeId: sale.chargeId, points: "100", reasonCode: 1, validBefore: "1764100600" } };

  it("gives what undoes this sale, by this terminal", () => {
    expect(voidToSign(voided, sale.chargeId, comptoir)).to.equal(voided);
    expect(refundToSign(refund, sale.chargeId, { points: 100n, reasonCode: 1 })).to.equal(refund);
  });

  it("refuses another sale, terminal, amount or reason", () => {
    expect(() => voidToSign(voided, comptoir, comptoir)).to.throw(SaleDiffers);
    expect(() => voidToSign(voided, sale.chargeId, sale.chargeId)).to.throw(SaleDiffers);
    expect(() => refundToSign(refund, sale.chargeId, { points: 10n, reasonCode: 1 })).to.throw(SaleDiffers);
    expect(() => refundToSign(refund, sale.chargeId, { points: 100n, reasonCode: 2 })).to.throw(SaleDiffers);
  });
});
