import { expect } from "chai";
import { ProofProblem } from "maille-verify/proof-problem";
import { addSheetCode } from "./sheet-codes.ts";

const code = (number: number, sheet = "0123456789AB") => `MAILLE1:${sheet}:${number}/3:QED8WEX0`;

describe("addSheetCode", () => {
  it("keeps each code once, in the order they are read", () => {
    const codes = [3, 1, 3].reduce<ReturnType<typeof addSheetCode>>((read, number) => addSheetCode(read, code(number)), []);
    expect(codes.map(({ number }) => number)).to.deep.equal([3, 1]);
  });

  it("refuses a code of another sheet, and what is no code of a proof", () => {
    const codes = addSheetCode([], code(1));
    expect(() => addSheetCode(codes, code(2, "BA9876543210"))).to.throw(ProofProblem, "CODE_OF_ANOTHER_SHEET");
    expect(() => addSheetCode(codes, "https://brossard.example/c#x")).to.throw(ProofProblem, "CODE_UNREADABLE");
  });
});
