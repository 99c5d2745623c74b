import { expect } from "chai";
import { asProblem, parseProblem, Problem } from "./problem.ts";

describe("parseProblem", () => {
  it("keeps code, sentences, fields and values of a problem document", () => {
    const problem = parseProblem(409, {
      type: "about:blank", status: 409, code: "INSUFFICIENT_POINTS", title: "Pas assez de points", detail: "Proposez un montant plus bas.",
      errors: [{ pointer: "/points", detail: "Écrivez un montant plus bas" }], neededPoints: "450",
    });
    expect(problem.code).to.equal("INSUFFICIENT_POINTS");
    expect(problem.title).to.equal("Pas assez de points");
    expect(problem.fields).to.deep.equal([{ pointer: "/points", detail: "Écrivez un montant plus bas" }]);
    expect(problem.values).to.deep.equal({ neededPoints: "450" });
  });

  it("still has two sentences when the body is no problem document", () => {
    const problem = parseProblem(502, "<html>");
    expect(problem.code).to.equal("UNEXPECTED_ANSWER");
    expect(problem.title).to.not.equal("");
    expect(problem.detail).to.not.equal("");
  });
});

describe("asProblem", () => {
  it("names an unreachable network, which fetch throws as a TypeError", () => {
    expect(asProblem(new TypeError("fetch failed")).code).to.equal("NETWORK_UNREACHABLE");
  });

  it("leaves a problem as it is", () => {
    const problem = new Problem({ status: 400, code: "X", title: "t", detail: "d" });
    expect(asProblem(problem)).to.equal(problem);
  });
});
