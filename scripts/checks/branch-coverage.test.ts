import { expect } from "chai";
import { branchCoverage } from "./branch-coverage.ts";

const LCOV = "SF:contracts/Points.sol\nBRDA:4,0,0,2\nBRDA:4,0,1,0\nBRDA:9,1,0,-\nend_of_record\nSF:node_modules/x.sol\nBRDA:1,0,0,0\nend_of_record\n";

describe("the coverage of branches [T1]", () => {
  it("counts our files only and says which lines were never taken", () => {
    expect(branchCoverage(LCOV, (file) => file.startsWith("contracts/"))).to.deep.equal({ covered: 1, total: 3, missing: [{ file: "contracts/Points.sol", lines: [4, 9] }] });
  });
});
