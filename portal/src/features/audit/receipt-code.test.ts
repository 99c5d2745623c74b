import { expect } from "chai";
import { normalizeReceiptCode } from "./receipt-code.ts";

describe("normalizeReceiptCode", () => {
  it("takes the groups as people write them", () => {
    expect(normalizeReceiptCode(" b7tm-4rwq 9pxk 2cOl ")).to.equal("B7TM4RWQ9PXK2C01");
  });

  it("refuses what is not whole", () => {
    for (const typed of ["", "B7TM-4RWQ", "B7TM4RWQ9PXK2C3DX"]) expect(normalizeReceiptCode(typed), typed).to.equal(undefined);
  });
});
