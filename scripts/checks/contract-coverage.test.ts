import { expect } from "chai";
import { branchCoverage, lineCoverage, type SpelledSource } from "./contract-coverage.ts";

const LCOV = "SF:contracts/Points.sol\nDA:9,0\nDA:4,2\nDA:7,1\nDA:12,1\nDA:15,0\nend_of_record\nSF:node_modules/x.sol\nDA:1,0\nend_of_record\n";
const SOURCES: ReadonlyMap<string, SpelledSource> = new Map([
  ["contracts/Points.sol", { originalLines: 9, marks: [{ line: 12, name: "4 true" }, { line: 15, name: "4 false" }] }],
]);

describe("the coverage of the contracts [T1]", () => {
  it("counts the sources' own lines and says which never ran", () => {
    expect(lineCoverage(LCOV, SOURCES)).to.deep.equal({ covered: 2, total: 3, missing: ["contracts/Points.sol:9"] });
  });

  it("counts both ways of a decision and says which was never taken", () => {
    expect(branchCoverage(LCOV, SOURCES)).to.deep.equal({ covered: 1, total: 2, missing: ["contracts/Points.sol:4 false"] });
  });

  it("counts a contract that nothing ran as never taken either way", () => {
    expect(branchCoverage("", SOURCES)).to.include({ covered: 0, total: 2 });
  });
});
