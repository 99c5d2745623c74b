import type { SuiteCounts } from "./suite.ts";

/**
 * Counts what Hardhat's Solidity test task answers, from each test's own status: the task's summary
 * belongs to its printed report. An answer without tests, or a failed task without a failed test, is one failure.
 */
export function solidityCounts(result: unknown): SuiteCounts {
  const outcome = memberAt(result, "value") ?? memberAt(result, "error");
  const statuses = listAt(outcome, "suiteResults").flatMap((suite) => listAt(suite, "testResults")).map((test) => memberAt(test, "status"));
  const count = (status: string): number => statuses.filter((one) => one === status).length;
  const failed = statuses.length - count("Success") - count("Skipped");
  const isWhole = memberAt(result, "success") === true && statuses.length > 0;
  return { passed: count("Success"), failed: isWhole ? failed : Math.max(1, failed), skipped: count("Skipped") };
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const found = memberAt(value, name);
  return Array.isArray(found) ? found : [];
}

function memberAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
