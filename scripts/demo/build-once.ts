import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..", "..");

/** Something compiled from sources, done again only when a source changed. */
export type Build = {
  /** Globs from the root of the checkout. */
  readonly inputs: readonly string[];
  /** File that remembers which sources were compiled; removing the output removes it too. */
  readonly stampPath: string;
  /** Script run by this Node, and its arguments. */
  readonly command: readonly string[];
  readonly workingFolder: string;
};

export const CONTRACTS_BUILD: Build = {
  inputs: ["contracts/**/*.sol", "hardhat.config.ts", "package-lock.json"],
  stampPath: "artifacts/.built-from",
  command: ["node_modules/hardhat/dist/src/cli.js", "build", "--no-tests"],
  workingFolder: ".",
};

export const PORTAL_BUILD: Build = {
  inputs: ["portal/src/**/*", "portal/public/**/*", "portal/index.html", "portal/vite.config.ts", "package-lock.json"],
  stampPath: "portal/dist/.built-from",
  command: ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"],
  workingFolder: "portal",
};

/** Builds if needed. Returns whether it had to. @throws Error with what the compiler said. */
export async function buildOnce(build: Build): Promise<boolean> {
  const stamp = hashOf(build.inputs);
  const stampPath = join(ROOT, build.stampPath);
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp) return false;
  await run(build);
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, stamp);
  return true;
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of globSync([...inputs], { cwd: ROOT }).sort()) {
    const path = join(ROOT, name);
    if (statSync(path).isFile()) hash.update(name).update("\0").update(readFileSync(path));
  }
  return hash.digest("hex");
}

function run({ command, workingFolder }: Build): Promise<void> {
  const [script = "", ...args] = command;
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: join(ROOT, workingFolder), stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { said = (said + chunk.toString()).slice(-8_000); });
    child.on("error", reject);
    child.on("exit", (code) => { if (code === 0) resolve(); else reject(new Error(`${script} ended with ${code}\n${said}`)); });
  });
}
