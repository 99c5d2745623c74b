import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../../../scripts/demo/free-port.ts";

/** The eleven cities, running: with their addresses and what ends them. */
export interface RunningDemo {
  addressOf(slug: string): string;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, "..", "..", "..");
const READY = /Maille est prête/;

/**
 * Starts `npm start` in a folder and on a port of its own, telling what it does meanwhile. Where
 * MAILLE_JOURNEYS_PORT names a demo that runs already, that one is played in and left running.
 */
export async function startDemo(): Promise<RunningDemo> {
  const given = process.env.MAILLE_JOURNEYS_PORT;
  if (given !== undefined && given !== "") return { addressOf: addressesAt(Number(given)), stop: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), "maille-journeys-"));
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, "scripts/demo/start.ts")], {
    cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, MAILLE_DATA: join(folder, "data"), PORT: String(port) },
  });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.trim() !== "") console.log(`      | ${line}`);
      if (READY.test(line)) resolve();
    });
    child.on("exit", (code) => reject(new Error(`the demo ended with ${code} before it was ready`)));
  });
  return { addressOf: addressesAt(port), stop };
}

function addressesAt(port: number): (slug: string) => string {
  return (slug) => `http://${slug}.localhost:${port}`;
}
