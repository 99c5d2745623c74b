import { expect } from "chai";
import { stitchesOf, stitchWorth } from "./stitch-scale.ts";

describe("stitch-scale", () => {
  it("keeps the tallest column within thirty stitches, on round worths", () => {
    expect(stitchWorth(30)).to.equal(1);
    expect(stitchWorth(31)).to.equal(2);
    expect(stitchWorth(1_501)).to.equal(100);
    for (const tallest of [1, 77, 412, 4_123, 98_000]) expect(stitchesOf(tallest, stitchWorth(tallest))).to.be.within(1, 30);
  });

  it("shows something as at least one stitch and nothing as none", () => {
    expect(stitchesOf(1, 100)).to.equal(1);
    expect(stitchesOf(0, 100)).to.equal(0);
  });
});
