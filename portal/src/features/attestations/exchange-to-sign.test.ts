import { expect } from "chai";
import { ExchangeDiffers, exchangeToSign, testimonialToSign } from "./exchange-to-sign.ts";
import { sortExchanges } from "./exchanges.ts";
import type { Exchange } from "./exchanges.ts";

const aicha = `0x${"a1".repeat(20)}`;
const robert = `0x${"b2".repeat(20)}`;
const exchangeId = `0x${"e1".repeat(32)}` as const;
const message = { exchangeId, provider: aicha, receiver: robert, points: "120", quantityMinutes: 120, kind: 1, termsHash: exchangeId, validBefore: "1764500000" };
const exchange: Exchange = {
  exchangeId,
  status: "ACCEPTED",
  iAm: "PROVIDER",
  iProposed: false,
  partnerName: "Robert Tremblay",
  partnerCityName: "Brossard",
  title: "Déneiger l’escalier",
  description: "",
  points: "120",
  quantityMinutes: 120,
  kind: "SERVICE",
  toSign: { contract: "serviceExchanges", primaryType: "Exchange", message },
  myTurn: "SIGN",
  note: null,
  proposedAt: "2026-11-20T12:00:00Z",
  confirmBefore: null,
  settledAt: null,
  testimonials: [],
};

describe("exchangeToSign", () => {
  it("gives the exchange that says what is shown", () => {
    expect(exchangeToSign(exchange, aicha)).to.equal(exchange.toSign);
  });

  it("refuses another amount, time, exchange or side than those shown", () => {
    for (const changed of [{ points: "600" }, { quantityMinutes: 600 }, { exchangeId: `0x${"e2".repeat(32)}` }, { provider: robert, receiver: aicha }]) {
      const asked = { ...exchange, toSign: { contract: "serviceExchanges", primaryType: "Exchange", message: { ...message, ...changed } } };
      expect(() => exchangeToSign(asked, aicha), JSON.stringify(changed)).to.throw(ExchangeDiffers);
    }
  });
});

describe("testimonialToSign", () => {
  const asked = { contract: "serviceExchanges", primaryType: "Testimonial", message: { exchangeId, author: aicha, rating: 5, textHash: exchangeId, validBefore: "1764500000" } };
  it("refuses a rating or an author other than the person's", () => {
    expect(testimonialToSign(asked, exchangeId, 5, aicha)).to.equal(asked);
    expect(() => testimonialToSign(asked, exchangeId, 4, aicha)).to.throw(ExchangeDiffers, "rating");
    expect(() => testimonialToSign(asked, exchangeId, 5, robert)).to.throw(ExchangeDiffers, "author");
  });
});

describe("sortExchanges", () => {
  it("puts first what waits for the person, and never owes a testimonial", () => {
    const settled: Exchange = { ...exchange, exchangeId: `0x${"e2".repeat(32)}`, status: "SETTLED", myTurn: "TESTIFY" };
    const proposed: Exchange = { ...exchange, exchangeId: `0x${"e3".repeat(32)}`, status: "PROPOSED", myTurn: null };
    const refusedByLedger: Exchange = { ...exchange, exchangeId: `0x${"e4".repeat(32)}`, status: "FAILED", myTurn: "CONFIRM" };
    const sorted = sortExchanges([settled, exchange, proposed, refusedByLedger]);
    expect(sorted.mine).to.deep.equal([exchange, refusedByLedger]);
    expect(sorted.underWay).to.deep.equal([proposed]);
    expect(sorted.over).to.deep.equal([settled]);
  });
});
