import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { identifyProcess, isIdentity, isStillRunning } from "./process-identity.ts";
import { StartProblem } from "./start-problem.ts";

/**
 * Takes the lock file for this process and returns what gives it back. A lock whose holder was killed
 * is taken over.
 * @throws StartProblem when a running process holds it.
 */
export function takeLock(path: string): () => void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 });
  try {
    // A hard link either creates the name or fails: two starts at the same instant cannot both win.
    while (!tryLink(own, path)) {
      const holderPid = runningHolder(path);
      if (holderPid !== undefined) throw alreadyRunning(holderPid);
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
  let held = true;
  return () => {
    if (held) rmSync(path, { force: true });
    held = false;
  };
}

/** The process number of the running holder of a lock, if any. */
export function runningHolder(path: string): number | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isIdentity(value) && isStillRunning(value) ? value.pid : undefined;
  } catch {
    return undefined; // Absent, or cut short by a kill: nobody holds it.
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function alreadyRunning(pid: number): StartProblem {
  return new StartProblem({
    fr: `Maille tourne déjà ici (processus ${pid}). Arrêtez-la d’abord avec Ctrl-C dans son terminal.`,
    en: `Maille already runs here (process ${pid}). Stop it first with Ctrl-C in its terminal.`,
  });
}
