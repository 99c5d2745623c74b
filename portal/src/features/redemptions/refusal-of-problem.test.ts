import { expect } from "chai";
import { Problem } from "../../api/problem.ts";
import { refusalOfProblem, refusalTitle } from "./refusal-of-problem.ts";

function problemOf(code: string, values: Record<string, unknown> = {}): Problem {
  return new Problem({ status: 409, code, title: "Refusé. Limite du jour atteinte.", detail: "La personne peut payer moins.", values });
}

describe("refusalOfProblem", () => {
  it("reads which of the seven refusals a declined redemption is", () => {
    expect(refusalOfProblem(problemOf("redemption-declined", { code: "R7" }))).to.deep.equal({ code: "R7", title: "Refusé. Limite du jour atteinte.", sentence: "La personne peut payer moins." });
  });

  it("shows a code it does not know as an incident, never as accepted", () => {
    expect(refusalOfProblem(problemOf("redemption-declined", { code: "R12" }))?.code).to.equal("INCIDENT");
  });

  it("knows the refusals of a meeting and of a paused counter", () => {
    expect(refusalOfProblem(problemOf("points-not-opened-here"))?.code).to.equal("R4");
    expect(refusalOfProblem(problemOf("merchant-paused"))?.code).to.equal("R6");
  });

  it("leaves a reading error to the viewfinder: it is no refusal", () => {
    expect(refusalOfProblem(problemOf("code-unknown"))).to.equal(undefined);
    expect(refusalOfProblem(problemOf("network-unreachable"))).to.equal(undefined);
  });
});

describe("refusalTitle", () => {
  it("says « Refusé » once", () => {
    expect(refusalTitle({ title: "Refusé. Pas assez de points." })).to.equal("Pas assez de points");
    expect(refusalTitle({ title: "Demande non conforme." })).to.equal("Demande non conforme");
  });
});
