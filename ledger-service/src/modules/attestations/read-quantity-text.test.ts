import { expect } from "chai";
import { readQuantityText } from "./read-quantity-text.ts";

describe("readQuantityText", () => {
  for (const [text, minutes] of [
    ["2 h 30", 150], ["2h30", 150], ["2\u202fh\u202f30", 150], ["2 h", 120], ["2:30", 150], ["2,5", 150], ["2.5", 150],
    ["2,25 h", 135], ["0,75", 45], ["45 min", 45], ["150 minutes", 150], ["12", 720],
  ] as const) {
    it(`reads « ${text} » as ${minutes} minutes`, () => expect(readQuantityText(text, "MINUTE")).to.deep.equal({ quantity: minutes }));
  }
  it("keeps quarter-hours and refuses what is between", () => {
    expect(readQuantityText("2 h 10", "MINUTE")).to.deep.equal({ refusal: "quantity-not-quarter-hours" });
    expect(readQuantityText("2,1", "MINUTE")).to.deep.equal({ refusal: "quantity-not-quarter-hours" });
  });
  it("refuses a line over twelve hours [A3]", () => {
    expect(readQuantityText("12 h 15", "MINUTE")).to.deep.equal({ refusal: "quantity-too-large" });
  });
  it("refuses what it cannot read and what is nothing", () => {
    for (const text of ["deux heures", "2:75", "2:", "-2", "1e3", "2 h 3"]) {
      expect(readQuantityText(text, "MINUTE"), text).to.deep.equal({ refusal: "quantity-unreadable" });
    }
    expect(readQuantityText(" ", "MINUTE")).to.deep.equal({ refusal: "quantity-missing" });
    expect(readQuantityText("0", "MINUTE")).to.deep.equal({ refusal: "quantity-missing" });
  });
  it("reads attendances, actions and dollars in their unit", () => {
    expect(readQuantityText("3", "ATTENDANCE")).to.deep.equal({ quantity: 3 });
    expect(readQuantityText("1,5", "ACTION")).to.deep.equal({ refusal: "quantity-unreadable" });
    expect(readQuantityText("1 250,50 $", "CENT")).to.deep.equal({ quantity: 125_050 });
  });
});
