import { expect } from "chai";
import { keypadKeyOf, pressKey } from "./keypad-digits.ts";

describe("keypad-digits", () => {
  it("builds an amount without leading zeros and stops at the longest", () => {
    let digits = "";
    for (const key of ["0", "4", "5", "0", "9"] as const) digits = pressKey(digits, key, 3);
    expect(digits).to.equal("450");
  });

  it("steps back one digit and erases all", () => {
    expect(pressKey("450", "back", 5)).to.equal("45");
    expect(pressKey("450", "erase", 5)).to.equal("");
  });

  it("maps the keyboard: digits, Backspace, Escape, nothing else", () => {
    expect(keypadKeyOf("7")).to.equal("7");
    expect(keypadKeyOf("Backspace")).to.equal("back");
    expect(keypadKeyOf("Escape")).to.equal("erase");
    expect(keypadKeyOf("a")).to.equal(undefined);
    expect(keypadKeyOf("F5")).to.equal(undefined);
  });
});
