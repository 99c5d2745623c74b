import { expect } from "chai";
import { findLevelBreaches } from "./solidity-levels.ts";

const breaches = (files: Record<string, string>): string[] => findLevelBreaches(new Map(Object.entries(files))).map(({ where, what }) => `${where}: ${what}`);

describe("the levels of the contracts", () => {
  it("lets a contract import interfaces and value types of lower levels", () => {
    expect(breaches({
      "points/Points.sol": "import {IParticipants} from \"../participants/IParticipants.sol\";\nimport {Weeks} from \"../values/Weeks.sol\";\ncontract Points {}",
      "participants/IParticipants.sol": "interface IParticipants {}",
      "values/Weeks.sol": "library Weeks {}",
    })).to.deep.equal([]);
  });

  it("refuses an import that climbs", () => {
    expect(breaches({
      "points/Points.sol": "import {IRedemptionDesk} from \"../redemptions/IRedemptionDesk.sol\";",
      "redemptions/IRedemptionDesk.sol": "interface IRedemptionDesk {}",
    })).to.deep.equal(["points/Points.sol: level 2 imports redemptions/IRedemptionDesk.sol of level 3"]);
  });

  it("refuses the implementation of another folder", () => {
    expect(breaches({
      "points/Points.sol": "import {\n  Accounts\n} from \"../accounts/Accounts.sol\";",
      "accounts/Accounts.sol": "contract Accounts {}",
    })).to.have.lengthOf(1).and.to.have.property("0").that.includes("implementation");
  });

  it("refuses a cycle inside a folder", () => {
    expect(breaches({
      "points/A.sol": "import {B} from \"./B.sol\";",
      "points/B.sol": "import {A} from \"./A.sol\";",
    })).to.deep.equal(["points/A.sol: import cycle points/A.sol → points/B.sol → points/A.sol"]);
  });
});
