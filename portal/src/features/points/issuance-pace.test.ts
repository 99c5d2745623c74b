import { expect } from "chai";
import { cumulated, paceOf } from "./issuance-pace.ts";

const day = (text: string) => Date.parse(`${text}T12:00:00Z`);
const now = day("2026-11-18");
const line = (issuedPoints: string[]) => ({ programmeId: "0x01" as const, title: "", issuedPoints, quantities: [] });

describe("issuance-pace", () => {
  it("adds all programmes from zero, up to now", () => {
    const series = { step: "week" as const, periods: ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"], programmes: [line(["100", "0", "50", "9"]), line(["0", "20", "0", "9"])] };
    expect(cumulated(series, now)).to.deep.equal([
      { atMs: day("2026-11-02"), value: 0n },
      { atMs: day("2026-11-09"), value: 100n },
      { atMs: day("2026-11-16"), value: 120n },
      { atMs: now, value: 170n },
    ]);
  });

  const curve = [{ atMs: day("2026-10-01"), value: 0n }, { atMs: day("2026-10-31"), value: 3_000n }];

  it("prolongs the last thirty days to the end", () => {
    expect(paceOf(curve, 100_000n, day("2026-12-30"))).to.deep.equal({ projected: 9_000n, runsOutMs: undefined });
  });

  it("says when the ceiling will be met", () => {
    expect(paceOf(curve, 4_000n, day("2026-12-30")).runsOutMs).to.equal(day("2026-11-10"));
    expect(paceOf(curve, 3_000n, day("2026-12-30")).runsOutMs).to.equal(day("2026-10-31"));
  });

  it("never runs out when nothing moves", () => {
    expect(paceOf([{ atMs: 0, value: 5n }, { atMs: day("2026-10-31"), value: 5n }], 10n, day("2026-12-30")).runsOutMs).to.equal(undefined);
  });
});
