import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFileDurably } from "./durable-files.ts";
import { identifyProcess, isIdentity, isStillRunning, type ProcessIdentity } from "./process-identity.ts";

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 25;

/** Where a start writes which children it has, and how the next one may end them. */
export type ChildRecords = {
  /** Remembers a running child; `orphanSignal` is what ends it were this process killed. */
  record(name: string, pid: number, orphanSignal: "SIGKILL" | "SIGINT"): void;
  forget(name: string): void;
};

type ChildRecord = { identity: ProcessIdentity; orphanSignal: "SIGKILL" | "SIGINT" };

export function openChildRecords(path: string): ChildRecords {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    record: (name, pid, orphanSignal) => {
      const identity = identifyProcess(pid);
      if (identity) replaceFileDurably(join(path, name), JSON.stringify({ identity, orphanSignal }));
    },
    forget: (name) => rmSync(join(path, name), { force: true }),
  };
}

/**
 * Ends the children a killed start left behind. A record is believed only while the process still has
 * the start time and command line written in it, so that nobody else's process is ever signalled.
 */
export async function endOrphans(path: string): Promise<void> {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(path)) {
    const child = readRecord(join(path, name));
    if (child && isStillRunning(child.identity)) await end(child);
    rmSync(join(path, name), { force: true });
  }
}

async function end({ identity, orphanSignal }: ChildRecord): Promise<void> {
  process.kill(identity.pid, orphanSignal);
  const deadline = Date.now() + PATIENCE_MS;
  while (isStillRunning(identity)) {
    if (Date.now() > deadline) process.kill(identity.pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function readRecord(path: string): ChildRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null || !("identity" in value) || !("orphanSignal" in value)) return undefined;
    const { identity, orphanSignal } = value;
    if (!isIdentity(identity) || (orphanSignal !== "SIGKILL" && orphanSignal !== "SIGINT")) return undefined;
    return { identity, orphanSignal };
  } catch {
    return undefined; // A record cut short names nobody.
  }
}
