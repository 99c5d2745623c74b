import { expect } from "chai";
import { curvePath, roundCeiling, verticalOf } from "./chart-scale.ts";

describe("chart-scale", () => {
  it("rounds the top of an axis up, never down", () => {
    expect(roundCeiling(600_000n)).to.equal(600_000n);
    expect(roundCeiling(600_001n)).to.equal(800_000n);
    expect(roundCeiling(9_000n)).to.equal(10_000n);
    expect(roundCeiling(231_900n)).to.equal(250_000n);
    expect(roundCeiling(10n)).to.equal(10n);
    expect(roundCeiling(0n)).to.equal(1n);
  });

  it("puts zero at the foot and the top at zero", () => {
    expect(verticalOf(0n, 100n, 200)).to.equal(200);
    expect(verticalOf(100n, 100n, 200)).to.equal(0);
  });

  it("draws a cumulative curve as steps", () => {
    const path = curvePath([{ atMs: 0, value: 0n }, { atMs: 50, value: 50n }, { atMs: 100, value: 100n }], { fromMs: 0, toMs: 100, top: 100n }, { width: 100, height: 100 });
    expect(path).to.equal("M0.0 100.0H50.0V50.0H100.0V0.0");
  });
});
