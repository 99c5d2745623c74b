import { expect } from "chai";
import { phaseOf } from "./proposal-phase.ts";
import type { BallotCount } from "./read-standing.ts";

const none = { votesFor: 0n, votesAgainst: 0n, votesAbstain: 0n, citiesFor: 0, citiesAgainst: 0, citiesAbstain: 0 };
const first: BallotCount = { ...none, opensAt: 100n, closesAt: 200n };
const noSecond: BallotCount = { ...none, opensAt: 0n, closesAt: 0n };
const second: BallotCount = { ...none, opensAt: 210n, closesAt: 310n };

describe("phase of a proposal", () => {
  it("tells the two ballots and the wait between them apart, all of which Governor calls active", () => {
    expect(phaseOf({ state: "ACTIVE", first, second: noSecond }, 199n)).to.equal("FIRST_BALLOT");
    expect(phaseOf({ state: "ACTIVE", first, second: noSecond }, 200n)).to.equal("REQUEST_WINDOW");
    expect(phaseOf({ state: "ACTIVE", first, second }, 210n)).to.equal("SECOND_BALLOT");
  });

  it("says lapsed of a result that nobody executed in time", () => {
    expect(phaseOf({ state: "EXPIRED", first, second: noSecond }, 9_000n)).to.equal("LAPSED");
  });
});
