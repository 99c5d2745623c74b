import { expect } from "chai";
import { quantityText } from "./quantity-text.ts";

describe("quantityText", () => {
  it("says quantities as people read them", () => {
    expect(quantityText(150, "MINUTE")).to.equal("2\u00a0h\u00a030");
    expect(quantityText(45, "MINUTE")).to.equal("45\u00a0min");
    expect(quantityText(605, "CENT")).to.equal("6,05\u00a0$");
    expect(quantityText(2, "ATTENDANCE")).to.equal("2\u00a0présences");
    expect(quantityText(1, "ACTION")).to.equal("1\u00a0action");
  });
});
