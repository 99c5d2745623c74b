import { expect } from "chai";
import type { CounterCharge } from "./counter-charge.ts";
import { remainingPoints, splitTakings } from "./takings.ts";

function sale(status: CounterCharge["status"], refundedPoints = "0"): CounterCharge {
  return { chargeId: `0x${"c1".repeat(32)}`, points: "250", refundedPoints, offerText: "", status, at: "2026-11-25T15:00:00Z", receiptNumber: "3Z3J-54EY", canVoid: false };
}

describe("takings", () => {
  it("keeps apart the requests that came to nothing", () => {
    const charges = (["SENT", "ACCEPTED", "DECLINED", "CANCELLED", "EXPIRED", "VOIDED", "REFUNDED"] as const).map((status) => sale(status));
    const { sales, withoutEffect } = splitTakings(charges);
    expect(sales.map(({ status }) => status)).to.deep.equal(["SENT", "ACCEPTED", "VOIDED", "REFUNDED"]);
    expect(withoutEffect.map(({ status }) => status)).to.deep.equal(["DECLINED", "CANCELLED", "EXPIRED"]);
  });

  it("gives back what is left of a settled sale, and nothing of any other [Q10]", () => {
    expect(remainingPoints(sale("ACCEPTED"))).to.equal(250n);
    expect(remainingPoints(sale("PARTLY_REFUNDED", "100"))).to.equal(150n);
    for (const status of ["SENT", "DECLINED", "VOIDED", "REFUNDED", "EXPIRED"] as const) expect(remainingPoints(sale(status)), status).to.equal(0n);
  });
});
