import { expect } from "chai";
import { formatCount, formatDecimal, formatDollars, formatMove, formatNumber, formatPercent, formatPoints } from "./format-number.ts";

describe("format-number", () => {
  it("groups thousands with U+202F and uses the true minus", () => {
    expect(formatNumber(1250n)).to.equal("1\u202f250");
    expect(formatNumber(-1234567n)).to.equal("\u22121\u202f234\u202f567");
    expect(formatNumber(999)).to.equal("999");
  });

  it("keeps every digit of a number larger than a double holds", () => {
    expect(formatNumber(9007199254740993n)).to.equal("9\u202f007\u202f199\u202f254\u202f740\u202f993");
  });

  it("writes points in the singular below two", () => {
    expect(formatPoints(0n)).to.equal("0\u00a0point");
    expect(formatPoints(1n)).to.equal("1\u00a0point");
    expect(formatPoints(450n)).to.equal("450\u00a0points");
  });

  it("always signs a movement", () => {
    expect(formatMove(600n)).to.equal("+\u00a0600");
    expect(formatMove(-450n)).to.equal("\u2212\u00a0450");
    expect(formatMove(0n)).to.equal("0");
  });

  it("writes decimals with a comma and without trailing zeros", () => {
    expect(formatDecimal(612.5)).to.equal("612,5");
    expect(formatDecimal(1250)).to.equal("1\u202f250");
    expect(formatDecimal(-0.001)).to.equal("0");
  });

  it("writes dollars from cents and a share in percent", () => {
    expect(formatDollars(450n)).to.equal("4,50\u00a0$");
    expect(formatDollars(-123456n)).to.equal("\u22121\u202f234,56\u00a0$");
    expect(formatPercent(0.687)).to.equal("69\u00a0%");
  });

  it("counts with the right noun", () => {
    expect(formatCount(1, "ligne", "lignes")).to.equal("1\u00a0ligne");
    expect(formatCount(1286n, "ligne", "lignes")).to.equal("1\u202f286\u00a0lignes");
  });
});
