import { expect } from "chai";
import { solidityCounts } from "./solidity-counts.ts";

const answer = (success: boolean, ...statuses: string[]): unknown => ({
  success, [success ? "value" : "error"]: { summary: { passed: 0, failed: 0 }, suiteResults: [{ testResults: statuses.map((status) => ({ status })) }] },
});

describe("the counts of the Solidity tests", () => {
  it("come from each test's status", () => {
    expect(solidityCounts(answer(true, "Success", "Success", "Skipped"))).to.deep.equal({ passed: 2, failed: 0, skipped: 1 });
    expect(solidityCounts(answer(false, "Success", "Failure"))).to.deep.equal({ passed: 1, failed: 1, skipped: 0 });
  });

  it("are a failure where the task failed, or found no test", () => {
    expect(solidityCounts(answer(false, "Success"))).to.deep.equal({ passed: 1, failed: 1, skipped: 0 });
    expect(solidityCounts({ success: true, value: {} })).to.deep.equal({ passed: 0, failed: 1, skipped: 0 });
  });
});
