import { expect } from "chai";
import { askAgainMs, canStartPayment, isStopped, readLedgerState } from "./ledger-state.ts";

describe("what the ledger is doing", () => {
  it("is read with the time of its last page", () => {
    expect(readLedgerState({ state: "STALLED", lastBlockAt: "2026-11-25T14:02:00.000Z", asOfBlock: 12 })).to.deep.equal({ state: "STALLED", lastBlockAt: "2026-11-25T14:02:00.000Z" });
    expect(readLedgerState({ state: "OK", asOfBlock: 0 })).to.deep.equal({ state: "OK", lastBlockAt: undefined });
  });

  it("counts an unknown state as out of reach: nothing is started [S14]", () => {
    expect(readLedgerState({ state: "MELTED", asOfBlock: 0 }).state).to.equal("UNREACHABLE");
    expect(() => readLedgerState({ asOfBlock: 0 })).to.throw("ledger-state.state");
  });

  it("lets a payment start while a round changes, and not while the ledger is stopped, away or behind [T6]", () => {
    expect((["OK", "SLOW", "STALLED", "UNREACHABLE", "BEHIND"] as const).map(canStartPayment)).to.deep.equal([true, true, false, false, false]);
    expect(canStartPayment(undefined)).to.equal(true);
    expect(isStopped("STALLED")).to.equal(true);
    expect(isStopped("SLOW")).to.equal(false);
  });

  it("is asked again within seconds while something is wrong", () => {
    expect(askAgainMs("STALLED")).to.be.lessThan(10_000);
    expect(askAgainMs("OK")).to.be.greaterThan(30_000);
  });
});
