import { expect } from "chai";
import { earnedPointsFloor } from "./earned-points.ts";

describe("earnedPointsFloor", () => {
  it("gives whole points, rounded down, as the chain does", () => {
    expect(earnedPointsFloor(150n, { points: 100n, quantity: 60n })).to.equal(250n);
    expect(earnedPointsFloor(59n, { points: 1n, quantity: 60n })).to.equal(0n);
  });
  it("never gives the lines of a sheet more than its reserve", () => {
    const rate = { points: 7n, quantity: 45n };
    const quantities = [15n, 30n, 45n, 75n, 105n];
    const lines = quantities.reduce((sum, quantity) => sum + earnedPointsFloor(quantity, rate), 0n);
    const reserve = earnedPointsFloor(quantities.reduce((sum, quantity) => sum + quantity, 0n), rate);
    expect(lines <= reserve).to.equal(true);
  });
  it("refuses a rate without a quantity", () => {
    expect(() => earnedPointsFloor(1n, { points: 1n, quantity: 0n })).to.throw(RangeError);
  });
});
