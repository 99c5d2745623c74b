import { writeFileSync } from "node:fs";
import hre from "hardhat";
import type { SuiteCounts } from "./suite.ts";

/** Runs the Solidity tests and writes their counts where MAILLE_COUNTS says, as the mocha reporter does. */
const result: unknown = await hre.tasks.getTask(["test", "solidity"]).run({});
const counts = countsOf(result);
const path = process.env.MAILLE_COUNTS;
if (path !== undefined) writeFileSync(path, JSON.stringify(counts));
process.exitCode = counts.failed === 0 && isSuccess(result) ? 0 : 1;

function countsOf(value: unknown): SuiteCounts {
  const summary = summaryOf(value);
  return { passed: numberAt(summary, "passed"), failed: numberAt(summary, "failed"), skipped: numberAt(summary, "skipped") };
}

/** A successful task answers in `value`, a failed one in `error`. */
function summaryOf(value: unknown): unknown {
  const outcome = memberAt(value, "value") ?? memberAt(value, "error") ?? value;
  return memberAt(outcome, "summary");
}

function isSuccess(value: unknown): boolean {
  return memberAt(value, "success") === true;
}

function numberAt(value: unknown, name: string): number {
  const found = memberAt(value, name);
  if (typeof found !== "number") throw new Error(`the Solidity tests gave no count of ${name}`);
  return found;
}

function memberAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
