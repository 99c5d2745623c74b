import { expect } from "chai";
import { faultsBorne, quorumOf } from "../quorum.ts";
import { firstToStop, judgeNetwork, roundAfter, verdictSentences } from "./judge-network.ts";

const heightsOf = (...heights: number[]): ReadonlyMap<string, number> => new Map(heights.map((height, index) => [`ville ${index}`, height]));
const sight = (lastBlockAgeSeconds: number, heights = heightsOf(...Array.from({ length: 11 }, () => 40))) => ({
  validatorCount: 11, unseenCount: 0, heights, lastBlockAgeSeconds, blockPeriodSeconds: 1, requestTimeoutSeconds: 4,
});

describe("judgeNetwork", () => {
  it("counts a quorum of two thirds, rounded up [B3]", () => {
    expect([4, 7, 10, 11].map((n) => [quorumOf(n), faultsBorne(n)])).to.deep.equal([[3, 1], [5, 2], [7, 3], [8, 3]]);
    expect(firstToStop(11)).to.equal(4);
  });

  it("knows that each round lasts twice the one before [B4]", () => {
    expect([0, 3, 4, 11, 12, 27, 28, 4_092].map((seconds) => roundAfter(seconds, 4))).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 10]);
  });

  it("says that it goes on while blocks come, even a few periods late", () => {
    expect(judgeNetwork(sight(1))).to.deep.equal({ state: "GOING" });
    expect(judgeNetwork(sight(4))).to.deep.equal({ state: "GOING" });
  });

  it("tells a slow round from a halt, and when the next round begins", () => {
    expect(judgeNetwork(sight(6))).to.deep.equal({ state: "SLOW_ROUND", round: 1, nextWithinSeconds: 7 });
    expect(judgeNetwork(sight(59))).to.deep.equal({ state: "SLOW_ROUND", round: 3, nextWithinSeconds: 2 });
  });

  it("tells a halt for want of nodes at once, and how many are missing", () => {
    expect(judgeNetwork(sight(1, heightsOf(40, 40, 40, 40, 40, 40, 40)))).to.deep.equal({ state: "NO_QUORUM", missing: 1 });
  });

  it("does not hold validators that it cannot see for stopped", () => {
    expect(judgeNetwork({ ...sight(1, heightsOf(40, 40, 40, 40, 40, 40, 40)), unseenCount: 1 })).to.deep.equal({ state: "GOING" });
  });

  it("names the node that keeps a block which all others lack", () => {
    expect(judgeNetwork(sight(30, heightsOf(40, 40, 41, 40, 40, 40, 40, 40)))).to.deep.equal({ state: "ALONE_AHEAD", ahead: "ville 2" });
    // A block that is still on its way is no such case.
    expect(judgeNetwork(sight(3, heightsOf(40, 40, 41, 40, 40, 40, 40, 40))).state).to.equal("GOING");
  });

  it("advises to restart all together once timers are long [B4]", () => {
    const verdict = judgeNetwork(sight(61));
    expect(verdict).to.deep.equal({ state: "STALLED", round: 4 });
    const { fr, en } = verdictSentences(verdict, 11);
    expect(fr).to.include("restart --all");
    expect(en).to.include("restart --all");
  });
});
