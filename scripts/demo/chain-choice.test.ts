import { expect } from "chai";
import { readChainChoice } from "./chain-choice.ts";
import { StartProblem } from "./start-problem.ts";

describe("readChainChoice", () => {
  it("stands on the embedded node unless the cities' network is asked for", () => {
    expect(readChainChoice([])).to.deep.equal({ kind: "embedded" });
    expect(readChainChoice(["--chain", "besu"])).to.deep.equal({ kind: "besu", nodeCount: 11 });
    expect(readChainChoice(["--chain", "besu", "--validators", "8"])).to.deep.equal({ kind: "besu", nodeCount: 8 });
  });

  it("says which option it does not know", () => {
    expect(() => readChainChoice(["--chain", "geth"])).to.throw(StartProblem, /--chain geth/);
    expect(() => readChainChoice(["--chian", "besu"])).to.throw(StartProblem, /--chian/);
  });
});
