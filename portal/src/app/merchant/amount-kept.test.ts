import { expect } from "chai";
import { keepAmount, readAmountKept } from "./amount-kept.ts";

describe("the amount that comes back from a sale", () => {
  it("is the sale's own", () => {
    expect(readAmountKept(keepAmount({ points: "450", offerText: "Pain de ménage" }))).to.deep.equal({ points: 450n, offerText: "Pain de ménage" });
  });

  it("is nothing for any other state of the history", () => {
    for (const state of [null, undefined, "450", {}, { points: 450 }, { points: "4,5" }, { points: "-1", offerText: 3 }, { points: "1000000" }]) {
      expect(readAmountKept(state), JSON.stringify(state)).to.deep.equal({ points: 0n, offerText: "" });
    }
  });
});
