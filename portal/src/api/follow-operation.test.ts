import { expect } from "chai";
import { followOperation } from "./follow-operation.ts";
import { Problem } from "./problem.ts";

const redeem = { id: "op-1", act: "redeem" };

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
  it("says each new status once and ends at indexed with the ids", async () => {
    const service = serviceThatAnswers([
      { ...redeem, status: "accepted" },
      { ...redeem, status: "accepted" },
      { ...redeem, status: "sent" },
      { ...redeem, status: "indexed", resultIds: { chargeId: "0x01" } },
    ]);
    const statuses: string[] = [];
    const operation = await followOperation("/api/operations/op-1", { ...service, onStatus: (status) => statuses.push(status) });
    expect(statuses).to.deep.equal(["accepted", "sent", "indexed"]);
    expect(operation.resultIds).to.deep.equal({ chargeId: "0x01" });
    expect(service.waits).to.deep.equal([250, 400, 600]);
  });

  it("does not take mined for done: only the index is", async () => {
    const service = serviceThatAnswers([{ ...redeem, status: "mined" }, { operation: { ...redeem, status: "indexed" } }]);
    const operation = await followOperation("/api/operations/op-1", service);
    expect(operation.status).to.equal("indexed");
    expect(service.waits).to.have.length(1);
  });

  it("throws the problem a failed operation carries", async () => {
    const service = serviceThatAnswers([{ ...redeem, status: "failed", problem: { code: "budget-exceeded", title: "Budget dépassé", detail: "Baissez le total." } }]);
    const failure = await followOperation("/api/operations/op-1", service).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Problem);
    expect((failure as Problem).code).to.equal("budget-exceeded");
  });

  it("stops at the caller's signal", async () => {
    const caller = new AbortController();
    const read = async () => ({ ...redeem, status: "accepted" });
    const following = followOperation("/api/operations/op-1", { signal: caller.signal, read });
    caller.abort(new Error("left the screen"));
    const failure = await following.catch((error: unknown) => error);
    expect((failure as Error).message).to.equal("left the screen");
  });
});
