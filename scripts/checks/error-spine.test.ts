import { expect } from "chai";
import { findSpineGaps } from "./error-spine.ts";

const sentences = { title: "Refusé", titleEn: "Refused", detail: "Recommencez.", detailEn: "Try again." };
const whole = {
  contractErrors: ["PointsTooFew"],
  mapped: [{ file: "points.problems.ts", contractError: "PointsTooFew", code: "too-few" }],
  codes: [{ file: "points.problems.ts", code: "too-few", sentences }],
};

describe("the error spine", () => {
  it("finds nothing in a whole one", () => {
    expect(findSpineGaps(whole)).to.deep.equal([]);
  });

  it("names a contract error without an answer", () => {
    expect(findSpineGaps({ ...whole, contractErrors: ["PointsTooFew", "PointsNotTransferable"] })).to.have.lengthOf(1);
  });

  it("names an answer to an error that no contract raises", () => {
    expect(findSpineGaps({ ...whole, contractErrors: [] })).to.have.lengthOf(1);
  });

  it("names a code without a sentence, declared twice, or lacking a language", () => {
    expect(findSpineGaps({ ...whole, codes: [] })).to.have.lengthOf(1);
    expect(findSpineGaps({ ...whole, codes: [...whole.codes, { file: "autre.problems.ts", code: "too-few", sentences }] })).to.have.lengthOf(1);
    expect(findSpineGaps({ ...whole, codes: [{ file: "points.problems.ts", code: "too-few", sentences: { ...sentences, detailEn: "" } }] })).to.have.lengthOf(1);
  });
});
