import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { branchCoverage, lineCoverage, type Coverage } from "./contract-coverage.ts";
import { ROOT } from "./root.ts";
import { makeSpelledCopy } from "./spelled-copy.ts";

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
/** [T1] */
const COVERED_MIN_PERCENT = 95;

/**
 * Measures the contracts under all their tests, and fails below the required share. Hardhat's report knows lines
 * only, so a copy is measured in which each way of each decision has a line.
 */
async function measure(): Promise<number> {
  const folder = join(ROOT, "coverage", "spelled");
  const sources = makeSpelledCopy(folder);
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, HARDHAT), "test", "--coverage"], { cwd: folder, stdio: "inherit" });
    child.on("exit", (exit) => resolve(exit ?? 1));
  });
  const report = join(folder, "coverage", "lcov.info");
  if (!existsSync(report)) return 1;
  const lcov = readFileSync(report, "utf8");
  const isEnough = [say("Instructions exécutées", lineCoverage(lcov, sources)), say("Branches prises", branchCoverage(lcov, sources))];
  return code === 0 && isEnough.every(Boolean) ? 0 : 1;
}

function say(what: string, { covered, total, missing }: Coverage): boolean {
  const percent = total === 0 ? 0 : (covered / total) * 100;
  console.log(`\n${what}\u202f: ${covered} sur ${total}, ${percent.toFixed(1).replace(".", ",")}\u00a0% (au moins ${COVERED_MIN_PERCENT}\u00a0%)`);
  for (const place of missing) console.log(`  ${place}`);
  return percent >= COVERED_MIN_PERCENT;
}

process.exitCode = await measure();
