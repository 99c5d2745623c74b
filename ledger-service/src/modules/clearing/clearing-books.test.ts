import { expect } from "chai";
import { ceilingPoints, netPoints, owedPoints, pairViews } from "./clearing-books.ts";
import type { ObligationRow, SideRow } from "./clearing.entity.ts";

const brossard = { id: 1, population: 85_721 };
const magog = { id: 4, population: 26_669 };
const delson = { id: 10, population: 7_457 };

const owed = (debtor: number, creditor: number, recordedPoints: bigint, reversedPoints = 0n): ObligationRow => ({
  debtor,
  creditor,
  periodIndex: 0,
  recordedPoints,
  reversedPoints,
});
const side = (cityId: number, otherCityId: number, asCreditor: boolean, ceiling: bigint, suspended = false): SideRow => ({
  cityId,
  otherCityId,
  asCreditor,
  ceilingPoints: ceiling,
  suspended,
  revision: 1,
});

describe("clearing books", () => {
  const rows = [owed(1, 4, 700n, 100n), owed(4, 1, 250n), owed(10, 4, 80n)];

  it("owes what was recorded less what was reversed", () => {
    expect(owedPoints(rows, brossard.id, magog.id)).to.equal(600n);
  });

  it("has net positions that sum to zero (I5)", () => {
    const sum = [brossard, magog, delson].reduce((total, city) => total + netPoints(rows, city.id), 0n);
    expect(netPoints(rows, magog.id)).to.equal(430n);
    expect(sum).to.equal(0n);
  });

  it("follows the debtor's population where neither city set a side (D10)", () => {
    expect(ceilingPoints([], magog, brossard.id, 5n)).to.equal(133_345n);
  });

  it("keeps the lower of two sides", () => {
    const sides = [side(4, 1, false, 9_000n), side(1, 4, true, 4_000n)];
    expect(ceilingPoints(sides, magog, brossard.id, 5n)).to.equal(4_000n);
  });

  it("is zero where either side is suspended", () => {
    expect(ceilingPoints([side(1, 4, true, 4_000n, true)], magog, brossard.id, 5n)).to.equal(0n);
  });

  it("shows who suspended a pair", () => {
    const [view] = pairViews({
      own: brossard,
      cities: [brossard, magog],
      rows,
      sides: [side(4, 1, false, 0n, true)],
      defaultPointsPerResident: 5n,
    });
    expect(view).to.include({ cityId: 4, owesUsPoints: 250n, weOwePoints: 600n, suspendedByUs: false, suspendedByThem: true });
  });
});
