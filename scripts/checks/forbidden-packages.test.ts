import { expect } from "chai";
import { findForbidden } from "./forbidden-packages.ts";

describe("the packages that must not be installed [V2]", () => {
  it("names a forbidden package wherever it is nested", () => {
    const found = findForbidden({ packages: { "node_modules/a/node_modules/elliptic": { version: "6.5.4" } } });
    expect(found.map(({ where }) => where)).to.deep.equal(["node_modules/a/node_modules/elliptic"]);
  });

  it("refuses ethers 5 and lets ethers 6 be", () => {
    const found = findForbidden({ packages: { "node_modules/ethers": { version: "6.17.0" }, "node_modules/b/node_modules/ethers": { version: "5.8.0" } } });
    expect(found).to.have.lengthOf(1);
  });
});
