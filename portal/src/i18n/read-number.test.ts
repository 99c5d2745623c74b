import { expect } from "chai";
import { readWhole } from "./read-number.ts";

describe("readWhole", () => {
  it("takes the spaces that French writes between thousands", () => {
    expect(readWhole("600\u202f000")).to.equal(600_000n);
    expect(readWhole(" 1 250 ")).to.equal(1_250n);
  });

  it("takes nothing else than whole numbers", () => {
    for (const text of ["", "12,5", "-4", "1e3", "douze"]) expect(readWhole(text), text).to.equal(undefined);
  });
});
