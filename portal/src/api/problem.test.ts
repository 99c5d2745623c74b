import { expect } from "chai";
import { asProblem, parseProblem, Problem } from "./problem.ts";

describe("parseProblem", () => {
  it("keeps code, sentences, fields and values of a problem document", () => {
    const problem = parseProblem(409, {
      type: "https://maille.quebec/problems/insufficient-points", status: 409, code: "insufficient-points", title: "Pas assez de points",
      detail: "Proposez un montant plus bas.", values: { neededPoints: "450" },
      errors: [{ path: "points", code: "too-high", message: "Écrivez un montant plus bas", messageEn: "Write a lower amount" }],
    });
    expect(problem.code).to.equal("insufficient-points");
    expect(problem.title).to.equal("Pas assez de points");
    expect(problem.fields).to.deep.equal([{ path: "points", code: "too-high", message: "Écrivez un montant plus bas" }]);
    expect(problem.values).to.deep.equal({ neededPoints: "450" });
  });

  it("still has two sentences when the body is no problem document", () => {
    const problem = parseProblem(502, "<html>");
    expect(problem.code).to.equal("unexpected-answer");
    expect(problem.title).to.not.equal("");
    expect(problem.detail).to.not.equal("");
  });
});

describe("asProblem", () => {
  it("names an unreachable network, which fetch throws as a TypeError", () => {
    expect(asProblem(new TypeError("fetch failed")).code).to.equal("network-unreachable");
  });

  it("leaves a problem as it is", () => {
    const problem = new Problem({ status: 400, code: "X", title: "t", detail: "d" });
    expect(asProblem(problem)).to.equal(problem);
  });
});
