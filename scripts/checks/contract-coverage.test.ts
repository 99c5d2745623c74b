import { expect } from "chai";
import { lineCoverage, refusalCoverage } from "./contract-coverage.ts";

const LCOV = "SF:contracts/Points.sol\nDA:9,0\nDA:4,2\nDA:7,1\nend_of_record\nSF:node_modules/x.sol\nDA:1,0\nend_of_record\n";

describe("the coverage of the contracts [T1]", () => {
  it("counts lines of our files only and says which never ran", () => {
    expect(lineCoverage(LCOV, (file) => file.startsWith("contracts/"))).to.deep.equal({ covered: 2, total: 3, missing: ["contracts/Points.sol: 9"] });
  });

  it("counts a refusal as reached when a test names its error", () => {
    const source = "require(points > 0, PointsZero());\nrequire(\n  ok(a, b),\n  IPoints.PointsTooFew(a, b)\n);\nif (bad) revert PointsNotTransferable();";
    expect(refusalCoverage(new Map([["Points.sol", source]]), "revertedWithCustomError(points, \"PointsTooFew\") PointsNotTransferable.selector")).to.deep.equal({
      covered: 2, total: 3, missing: ["Points.sol: PointsZero"],
    });
  });
});
