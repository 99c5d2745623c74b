import { expect } from "chai";
import { checkRefund } from "./refund-form.ts";

describe("checkRefund", () => {
  it("gives the points and the reason, spaces of thousands accepted", () => {
    expect(checkRefund("1\u202f250", 1, 2_000n)).to.deep.equal({ refund: { points: 1_250n, reasonCode: 1 } });
  });

  it("never gives back more than what is left of the sale [Q10]", () => {
    expect(checkRefund("251", 1, 250n)).to.deep.equal({ mistakes: { points: true } });
    expect(checkRefund("250", 1, 250n)).to.have.property("refund");
  });

  it("asks for an amount and a reason", () => {
    expect(checkRefund("", undefined, 250n)).to.deep.equal({ mistakes: { points: true, reason: true } });
    expect(checkRefund("0", 2, 250n)).to.deep.equal({ mistakes: { points: true } });
    expect(checkRefund("-5", 2, 250n)).to.deep.equal({ mistakes: { points: true } });
    expect(checkRefund("12,5", 2, 250n)).to.deep.equal({ mistakes: { points: true } });
  });
});
