import { expect } from "chai";
import { quorumWithout } from "./quorum.ts";

const eleven = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

describe("quorum of the validators", () => {
  it("is 8 of 11, 7 of 10, 3 of 4", () => {
    expect([11, 10, 4].map((size) => quorumWithout(eleven.slice(0, size), []).quorum)).to.deep.equal([8, 7, 3]);
  });

  it("says that eleven go on without Magog and Wendake, and that one more may stop", () => {
    expect(quorumWithout(eleven, [4, 11])).to.deep.equal({ setSize: 11, quorum: 8, runningCount: 9, finalizes: true, mayFailMore: 1 });
  });

  it("says that a fourth stopped city stops the network", () => {
    expect(quorumWithout(eleven, [1, 2, 3])).to.include({ finalizes: true, mayFailMore: 0 });
    expect(quorumWithout(eleven, [1, 2, 3, 4])).to.include({ finalizes: false, mayFailMore: 0 });
  });

  it("counts a repeated or unknown city once or not at all", () => {
    expect(quorumWithout(eleven, [4, 4, 99]).runningCount).to.equal(10);
  });
});
