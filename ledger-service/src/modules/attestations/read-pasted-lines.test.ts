import { expect } from "chai";
import { readPastedLines } from "./read-pasted-lines.ts";

const expected = [
  { memberCode: "B7K2M9QX1", quantityText: "2 h 30" },
  { memberCode: "M1A2B3C4D", quantityText: "2,5" },
];

describe("readPastedLines", () => {
  it("reads cells pasted from a table", () => {
    expect(readPastedLines("B7K2M9QX1\t2 h 30\r\nM1A2B3C4D\t2,5\r\n")).to.deep.equal(expected);
  });
  it("reads a CSV file with its byte order mark, a heading and semicolons", () => {
    expect(readPastedLines('\ufeffCode;Heures\n"B7K2M9QX1";2 h 30\n\nM1A2B3C4D;"2,5"')).to.deep.equal(expected);
  });
  it("reads a comma file, quoted or with a decimal comma", () => {
    expect(readPastedLines('B7K2M9QX1,2 h 30\nM1A2B3C4D,"2,5"')).to.deep.equal(expected);
    expect(readPastedLines("M1A2B3C4D,2,5")).to.deep.equal([expected[1]]);
  });
  it("reads typed rows separated by spaces", () => {
    expect(readPastedLines("B7K2M9QX1 2 h 30\nM1A2B3C4D 2,5")).to.deep.equal(expected);
  });
  it("leaves a row without a quantity for the check to refuse", () => {
    expect(readPastedLines("B7K2M9QX1")).to.deep.equal([{ memberCode: "B7K2M9QX1", quantityText: "" }]);
  });
});
