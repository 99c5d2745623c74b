import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What tells one run of a process from another one that was later given the same number. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string; readonly commandLine: string };

/**
 * Reads who holds `pid` now, or undefined when nobody does. The start time is opaque: compare it for
 * equality only.
 */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!isAlive(pid)) return undefined;
  return existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
}

/** Whether the recorded process is still that very process, not a later one with its number. */
export function isStillRunning(recorded: ProcessIdentity): boolean {
  const now = identifyProcess(recorded.pid);
  return now !== undefined && now.startedAt === recorded.startedAt && now.commandLine === recorded.commandLine;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function fromProc(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return undefined;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
    return { pid, startedAt: fields[19] ?? "", commandLine };
  } catch {
    return undefined; // It ended between the two reads.
  }
}

function fromPs(pid: number): ProcessIdentity | undefined {
  if (process.platform === "win32") return { pid, startedAt: "", commandLine: "" };
  try {
    const read = (field: string) => execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
    return { pid, startedAt: read("lstart"), commandLine: read("command") };
  } catch {
    return undefined;
  }
}

export function isIdentity(value: unknown): value is ProcessIdentity {
  return (
    typeof value === "object" && value !== null &&
    "pid" in value && typeof value.pid === "number" &&
    "startedAt" in value && typeof value.startedAt === "string" &&
    "commandLine" in value && typeof value.commandLine === "string"
  );
}
