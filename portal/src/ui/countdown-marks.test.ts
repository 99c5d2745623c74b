import { expect } from "chai";
import { markReached } from "./countdown-marks.ts";

describe("markReached", () => {
  it("speaks at 60 s, 15 s and the end only", () => {
    const spoken: number[] = [];
    for (let left = 120; left > 0; left--) {
      const mark = markReached(left, left - 1);
      if (mark !== undefined) spoken.push(mark);
    }
    expect(spoken).to.deep.equal([60, 15, 0]);
  });

  it("says only the last mark when a sleeping page wakes late", () => {
    expect(markReached(90, 0)).to.equal(0);
    expect(markReached(90, 10)).to.equal(15);
  });

  it("does not speak on arrival under a mark", () => {
    expect(markReached(30, 29)).to.equal(undefined);
  });
});
