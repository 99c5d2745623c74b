import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./root.ts";

export type SuiteCounts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A set of tests that one process runs. */
export type Suite = {
  readonly name: string;
  /** Script run by this Node, and its arguments. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

/** Runs a suite with its output shown as it comes. A suite that dies without counts is one failure. */
export async function runSuite({ command, environment }: Suite): Promise<SuiteCounts> {
  const folder = mkdtempSync(join(tmpdir(), "maille-counts-"));
  const countsPath = join(folder, "counts.json");
  try {
    const exitCode = await runShown(command, { ...process.env, ...environment, MAILLE_COUNTS: countsPath });
    return readCounts(countsPath, exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the suite counted; an unclean exit is a failure even where every test passed. */
export function readCounts(path: string, exitCode: number): SuiteCounts {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(path, "utf8")) as SuiteCounts;
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function addCounts(all: readonly SuiteCounts[]): SuiteCounts {
  const sum = (name: keyof SuiteCounts): number => all.reduce((total, counts) => total + counts[name], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The last line of `npm test`. */
export function writeCounts({ passed, failed, skipped }: SuiteCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function runShown(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const [script = "", ...args] = command;
    const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: "inherit", env: environment });
    child.on("error", (error) => { console.error(error); resolve(1); });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
