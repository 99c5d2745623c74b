import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { branchCoverage } from "./branch-coverage.ts";
import { ROOT } from "./root.ts";

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
/** [T1] */
const BRANCHES_MIN_PERCENT = 95;

/** Measures the contracts under all their tests, and fails below the required share of branches. */
async function measure(): Promise<number> {
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, HARDHAT), "test", "--coverage"], { cwd: ROOT, stdio: "inherit" });
    child.on("exit", (exit) => resolve(exit ?? 1));
  });
  const report = join(ROOT, "coverage", "lcov.info");
  if (code !== 0 || !existsSync(report)) return 1;
  const { covered, total, missing } = branchCoverage(readFileSync(report, "utf8"), (file) => file.includes("contracts/"));
  for (const { file, lines } of missing) console.log(`  ${file} : lignes ${lines.join(", ")}`);
  const percent = total === 0 ? 100 : (covered / total) * 100;
  console.log(`Branches couvertes : ${covered} sur ${total}, ${percent.toFixed(1).replace(".", ",")} % (au moins ${BRANCHES_MIN_PERCENT} %)`);
  return percent >= BRANCHES_MIN_PERCENT ? 0 : 1;
}

process.exitCode = await measure();
