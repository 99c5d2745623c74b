import { expect } from "chai";
import { NetworkProblem } from "../network-problem.ts";
import { findBesu, majorOf } from "./besu-home.ts";

describe("findBesu", () => {
  it("reads the version that Java says, old way and new", () => {
    expect(majorOf('openjdk version "25.0.1" 2025-10-21 LTS')).to.equal(25);
    expect(majorOf('java version "1.8.0_392"')).to.equal(8);
    expect(majorOf("command not found")).to.equal(undefined);
  });

  it("asks for BESU_HOME where there is none, in one sentence of each language", () => {
    for (const environment of [{}, { BESU_HOME: "" }, { BESU_HOME: "/nowhere" }]) {
      expect(() => findBesu(environment)).to.throw(NetworkProblem, /BESU_HOME/).with.property("code", "BESU_MISSING");
    }
  });
});
