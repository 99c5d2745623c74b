import { expect } from "chai";
import { linesToCheck, reviewSheet, sumSheet } from "./review-sheet.ts";
import { contentOf } from "./sheet-lines.ts";
import type { DraftLine, LineFinding } from "./sheet-lines.ts";

const words = { codeMissing: "code?", quantityMissing: "quantité?", repeated: (line: string) => `déjà ligne ${line}` };
const line = (key: string, memberCode: string, quantityText: string): DraftLine => ({ key, memberCode, quantityText });
const aicha = line("aicha", "B7K2M9QX4", "2,5");
const robert = line("robert", "M4T8-11PA2", "2 h 30");

function findingsOf(...found: [DraftLine, LineFinding][]): Map<string, LineFinding> {
  return new Map(found.map(([one, finding]) => [contentOf(one), finding]));
}

describe("reviewSheet", () => {
  it("tells ready, wrong and unfinished lines apart, and leaves blank ones out", () => {
    const unknown = line("inconnu", "B0000000Z", "1");
    const findings = findingsOf([aicha, { quantity: 150 }], [unknown, { error: { code: "member-code-unknown", message: "Code inconnu" } }]);
    const reviews = reviewSheet([aicha, line("vide", " ", ""), unknown, line("x", "B111", ""), robert], findings, words);
    expect(reviews.map(({ key, number, state, field, message }) => [key, number, state, field, message])).to.deep.equal([
      ["aicha", 1, "ready", "memberCode", undefined],
      ["inconnu", 2, "wrong", "memberCode", "Code inconnu"],
      ["x", 3, "incomplete", "quantityText", "quantité?"],
      ["robert", 4, "unchecked", "memberCode", undefined],
    ]);
  });

  it("puts a refused quantity under the quantity", () => {
    const [review] = reviewSheet([aicha], findingsOf([aicha, { error: { code: "quantity-too-large", message: "12 h ou moins" } }]), words);
    expect(review?.field).to.equal("quantityText");
  });

  it("takes a person once, however the code is written, and frees the second when the first goes", () => {
    const again = line("encore", "b7k2-m9qx4", "1");
    const findings = findingsOf([aicha, { quantity: 150 }], [again, { quantity: 60 }]);
    expect(reviewSheet([aicha, again], findings, words)[1]).to.include({ state: "wrong", message: "déjà ligne 1" });
    expect(reviewSheet([again], findings, words)[0]).to.include({ state: "ready", quantity: 60 });
  });
});

describe("linesToCheck", () => {
  it("asks once for each complete line, and again only for another text", () => {
    const findings = findingsOf([aicha, { quantity: 150 }]);
    expect(linesToCheck([aicha, robert, line("x", "B111", "")], findings)).to.deep.equal([robert]);
    expect(linesToCheck([{ ...aicha, quantityText: "3" }], findings)).to.have.length(1);
  });
});

describe("sumSheet", () => {
  it("counts the points of the whole sheet, rounded down once", () => {
    const findings = findingsOf([aicha, { quantity: 15 }], [robert, { quantity: 15 }]);
    const sum = sumSheet(reviewSheet([aicha, robert], findings, words), { points: 7, quantity: 60 });
    expect(sum).to.deep.equal({ lineCount: 2, totalQuantity: 30n, points: 3n, wrongCount: 0, uncheckedCount: 0 });
  });

  it("leaves what is not ready out of the totals", () => {
    const sum = sumSheet(reviewSheet([aicha, robert], findingsOf([aicha, { quantity: 150 }]), words), { points: 1, quantity: 1 });
    expect(sum).to.include({ lineCount: 1, totalQuantity: 150n, uncheckedCount: 1, wrongCount: 0 });
  });
});
