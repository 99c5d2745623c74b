import { expect } from "chai";
import { Problem } from "../../kernel/problem.ts";
import { createLedgerGate } from "./ledger-gate.ts";
import { ledgerStateOf, type LedgerSigns, type LedgerState } from "./ledger-state.ts";

const signs = (more: Partial<LedgerSigns> = {}): LedgerSigns => ({ nowMs: 100_000, lastBlockSeenMs: 0, isQuorumLost: false, blockPeriodMs: 1_000, ...more });

describe("what the ledger is doing", () => {
  it("is never stalled while nothing is pending and no empty block is due", () => {
    expect(ledgerStateOf(signs())).to.equal("OK");
  });

  it("is slow after four periods with something pending, stalled after ten [T6]", () => {
    const since = (waitedMs: number) => ledgerStateOf(signs({ pendingSinceMs: 100_000 - waitedMs }));
    expect([since(4_000), since(4_001), since(10_000), since(10_001)]).to.deep.equal(["OK", "SLOW", "SLOW", "STALLED"]);
  });

  it("counts from the last block when that came later: a queue that moves is not a stall", () => {
    expect(ledgerStateOf(signs({ pendingSinceMs: 0, lastBlockSeenMs: 99_000 }))).to.equal("OK");
  });

  it("is stalled as soon as it is slow where the quorum is lost", () => {
    expect(ledgerStateOf(signs({ pendingSinceMs: 95_000, isQuorumLost: true }))).to.equal("STALLED");
    expect(ledgerStateOf(signs({ pendingSinceMs: 99_000, isQuorumLost: true }))).to.equal("OK");
  });

  it("is stalled without anything pending where empty blocks do not come", () => {
    const idle = (nowMs: number) => ledgerStateOf(signs({ nowMs, idleBlockPeriodMs: 60_000 }));
    expect([idle(60_000), idle(64_000), idle(70_000)]).to.deep.equal(["OK", "SLOW", "STALLED"]);
  });

  it("is out of reach or behind by its nodes alone", () => {
    expect(ledgerStateOf(signs({ noNode: "NONE_ANSWERS" }))).to.equal("UNREACHABLE");
    expect(ledgerStateOf(signs({ noNode: "OTHER_NETWORK" }))).to.equal("UNREACHABLE");
    expect(ledgerStateOf(signs({ noNode: "ALL_BEHIND" }))).to.equal("BEHIND");
  });
});

describe("what a stopped ledger can keep", () => {
  const nowSeconds = 1_000_000;
  const refusalOf = (state: LedgerState, validBefore: bigint | undefined): string | undefined => {
    try {
      createLedgerGate(() => state, () => nowSeconds * 1000).requireTimeFor(validBefore);
      return undefined;
    } catch (error) {
      return error instanceof Problem ? error.code : String(error);
    }
  };

  it("is not a payment of two minutes, and is a sheet of a week or what has no end [S14]", () => {
    expect(refusalOf("STALLED", BigInt(nowSeconds + 120))).to.equal("ledger-stalled");
    expect(refusalOf("UNREACHABLE", BigInt(nowSeconds + 120))).to.equal("ledger-stalled");
    expect(refusalOf("STALLED", BigInt(nowSeconds + 604_800))).to.equal(undefined);
    expect(refusalOf("STALLED", undefined)).to.equal(undefined);
  });

  it("is anything while a round changes", () => {
    expect(refusalOf("SLOW", BigInt(nowSeconds + 120))).to.equal(undefined);
  });
});
