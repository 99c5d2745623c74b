import { expect } from "chai";
import { endsIntention, Intention } from "./intention.ts";

describe("Intention", () => {
  it("sends the same key and the same signature at each retry [Q5]", async () => {
    const intention = new Intention();
    let signatures = 0;
    const sign = async () => `signature ${++signatures}`;
    expect(await intention.once("signed", sign)).to.equal("signature 1");
    expect(await intention.once("signed", sign)).to.equal("signature 1");
    expect(await intention.once("holder", sign)).to.equal("signature 2");
    expect(intention.idempotencyKey).not.to.equal(new Intention().idempotencyKey);
  });

  it("makes again what could not be made", async () => {
    const intention = new Intention();
    let tries = 0;
    const make = async () => {
      if (++tries === 1) throw new Error("declined");
      return tries;
    };
    await intention.once("passkey", make).catch(() => undefined);
    expect(await intention.once("passkey", make)).to.equal(2);
  });
});

describe("endsIntention", () => {
  it("ends with a refusal, never with a lost answer", () => {
    for (const status of [400, 403, 409, 422]) expect(endsIntention({ status }), String(status)).to.equal(true);
    for (const status of [0, 401, 408, 429, 500, 503]) expect(endsIntention({ status }), String(status)).to.equal(false);
  });
});
