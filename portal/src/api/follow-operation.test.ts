import { expect } from "chai";
import { followOperation } from "./follow-operation.ts";
import { Problem } from "./problem.ts";

/** A service that answers the given operations, one a reading. */
function serviceThatAnswers(answers: readonly unknown[]) {
  let turn = 0;
  const waits: number[] = [];
  return {
    waits,
    read: async () => answers[Math.min(turn++, answers.length - 1)],
    wait: async (ms: number) => {
      waits.push(ms);
    },
  };
}

describe("followOperation", () => {
  it("says each new state once and ends at indexed with the result", async () => {
    const service = serviceThatAnswers([
      { id: "op-1", state: "accepted" },
      { id: "op-1", state: "accepted" },
      { id: "op-1", state: "sent" },
      { id: "op-1", state: "indexed", result: { receipt: "BR-1" } },
    ]);
    const states: string[] = [];
    const operation = await followOperation("/api/operations/op-1", { ...service, onState: (state) => states.push(state) });
    expect(states).to.deep.equal(["accepted", "sent", "indexed"]);
    expect(operation.result).to.deep.equal({ receipt: "BR-1" });
    expect(service.waits).to.deep.equal([250, 400, 600]);
  });

  it("does not take sealed for done: only the index is", async () => {
    const service = serviceThatAnswers([{ state: "sealed" }, { state: "indexed" }]);
    const operation = await followOperation("/api/operations/op-2", service);
    expect(operation.state).to.equal("indexed");
    expect(service.waits).to.have.length(1);
  });

  it("throws the problem a failed operation carries", async () => {
    const service = serviceThatAnswers([{ state: "failed", problem: { code: "BUDGET_EXCEEDED", title: "Budget dépassé", detail: "Baissez le total." } }]);
    const failure = await followOperation("/api/operations/op-3", service).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Problem);
    expect((failure as Problem).code).to.equal("BUDGET_EXCEEDED");
  });

  it("stops at the caller's signal", async () => {
    const caller = new AbortController();
    const read = async () => ({ state: "accepted" });
    const following = followOperation("/api/operations/op-4", { signal: caller.signal, read });
    caller.abort(new Error("left the screen"));
    const failure = await following.catch((error: unknown) => error);
    expect((failure as Error).message).to.equal("left the screen");
  });
});
