import { readOptions } from "../../audit/audit-options.ts";
import { jsonRpc } from "../../audit/json-rpc.ts";
import { memberOf } from "../../audit/json-rpc.ts";
import { reportOf } from "../../audit/report.ts";
import { runAudit } from "../../audit/run-audit.ts";

/** Run as a process of its own, so that memory and processor time are the audit's alone. */
export interface MeasuredAudit {
  readonly events: number;
  readonly seconds: number;
  readonly differences: number;
  readonly firstDifferences: readonly string[];
  readonly comparisons: number;
  readonly peakMebibytes: number;
  readonly cpuSeconds: number;
}

/** The limit: the same logs fetched and parsed, and nothing done with them. */
async function fetchOnly(rpcUrl: string, lastBlock: number): Promise<MeasuredAudit> {
  const startedMs = performance.now();
  const rpc = jsonRpc({ url: rpcUrl });
  let events = 0;
  for (let from = 0; from <= lastBlock; from += 32) {
    const to = Math.min(from + 31, lastBlock);
    const logs = await rpc.ask("eth_getLogs", [{ fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` }]);
    if (Array.isArray(logs)) events += logs.filter((log) => memberOf(log, "blockNumber") !== undefined).length;
  }
  return measured(startedMs, { events, differences: 0, firstDifferences: [], comparisons: 0 });
}

async function audit(args: readonly string[]): Promise<MeasuredAudit> {
  const startedMs = performance.now();
  const { eventCount, differenceCount, differences, comparisonCount } = reportOf(await runAudit(readOptions(args)));
  return measured(startedMs, {
    events: eventCount,
    differences: differenceCount,
    firstDifferences: differences.slice(0, 5).map(({ what, expected, found }) => `${what.en}: ${expected}, ${found}`),
    comparisons: comparisonCount,
  });
}

function measured(startedMs: number, counts: Omit<MeasuredAudit, "seconds" | "peakMebibytes" | "cpuSeconds">): MeasuredAudit {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    ...counts,
    seconds: (performance.now() - startedMs) / 1_000,
    peakMebibytes: Math.round(maxRSS / 1_024),
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  };
}

const [mode, ...rest] = process.argv.slice(2);
const result = mode === "fetch-only" ? await fetchOnly(rest[0] ?? "", Number(rest[1])) : await audit(rest);
console.log(JSON.stringify(result));
