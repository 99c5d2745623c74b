import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./environment.mjs";

/**
 * Installs exactly what the lock file says when it changed since the last time.
 * @throws Error, one sentence, when the install fails.
 */
export function installIfNeeded(root, node) {
  const modules = join(root, "node_modules");
  const stampPath = join(modules, ".install-stamp");
  const stamp = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp) return;
  // A linked folder belongs to another checkout, which keeps it up to date.
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) return;

  const started = Date.now();
  console.log("Installation des bibliothèques (une à trois minutes la première fois)…");
  const [command, args] = node.npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
  const { status } = spawnSync(command, args, {
    cwd: root, stdio: "inherit", env: cleanEnvironment(), shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("L’installation n’a pas réussi : vérifiez l’accès au réseau, puis relancez. (The install failed; check the network and run again.)");
  writeFileSync(stampPath, stamp);
  console.log(`Bibliothèques installées en ${Math.round((Date.now() - started) / 1000)} s.`);
}
