import { expect } from "chai";
import { windowShare } from "./pending-lines.ts";

describe("windowShare", () => {
  const line = { filedAt: "2026-11-16T12:00:00Z", windowEndsAt: "2026-11-30T12:00:00Z" };
  it("is the share of the window that has run, never outside 0 and 1", () => {
    expect(windowShare(line, Date.parse("2026-11-23T12:00:00Z"))).to.equal(0.5);
    expect(windowShare(line, Date.parse("2026-11-10T12:00:00Z"))).to.equal(0);
    expect(windowShare(line, Date.parse("2026-12-10T12:00:00Z"))).to.equal(1);
  });
  it("takes an empty window for over", () => {
    expect(windowShare({ filedAt: line.filedAt, windowEndsAt: line.filedAt }, 0)).to.equal(1);
  });
});
