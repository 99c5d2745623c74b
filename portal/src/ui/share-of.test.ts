import { expect } from "chai";
import { percentOf, shareOf } from "./share-of.ts";

describe("share-of", () => {
  it("gives a percentage of a budget and never more than the whole", () => {
    expect(percentOf(412_350n, 600_000n)).to.equal("68.7%");
    expect(percentOf(700n, 600n)).to.equal("100.0%");
  });

  it("gives zero of an empty budget", () => {
    expect(shareOf(0n, 0n)).to.equal(0);
    expect(shareOf(5n, 0n)).to.equal(0);
  });
});
