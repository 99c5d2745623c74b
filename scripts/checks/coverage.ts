import { spawn } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lineCoverage, refusalCoverage, type Coverage } from "./contract-coverage.ts";
import { ROOT } from "./root.ts";

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
/** [T1] */
const COVERED_MIN_PERCENT = 95;

/** Measures the contracts under all their tests, and fails below the required share of either side. */
async function measure(): Promise<number> {
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, HARDHAT), "test", "--coverage"], { cwd: ROOT, stdio: "inherit" });
    child.on("exit", (exit) => resolve(exit ?? 1));
  });
  const report = join(ROOT, "coverage", "lcov.info");
  if (!existsSync(report)) return 1;
  const isEnough = [
    say("Instructions exécutées", lineCoverage(readFileSync(report, "utf8"), (file) => file.startsWith("contracts/"))),
    say("Refus éprouvés", refusalCoverage(textsOf("contracts/**/*.sol"), [...textsOf("test/{contracts,invariants}/**/*").values()].join("\n"))),
  ];
  return code === 0 && isEnough.every(Boolean) ? 0 : 1;
}

function say(what: string, { covered, total, missing }: Coverage): boolean {
  const percent = total === 0 ? 0 : (covered / total) * 100;
  console.log(`\n${what}\u202f: ${covered} sur ${total}, ${percent.toFixed(1).replace(".", ",")}\u00a0% (au moins ${COVERED_MIN_PERCENT}\u00a0%)`);
  for (const place of missing) console.log(`  ${place}`);
  return percent >= COVERED_MIN_PERCENT;
}

function textsOf(glob: string): ReadonlyMap<string, string> {
  return new Map(globSync(glob, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]));
}

process.exitCode = await measure();
