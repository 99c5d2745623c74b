#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Plain JavaScript without a dependency: it must be able to say that this Node is too old.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `maille-verify demande Node 22.13 ou plus récent, et cette machine a ${process.versions.node}\u00a0: installez Node 24 depuis https://nodejs.org. ` +
    "(maille-verify needs Node 22.13 or newer; install Node 24.)",
  );
  process.exit(2);
}
// Before 22.18 Node reads TypeScript only when asked to.
if (process.features.typescript) {
  const { runCommand } = await import("../src/command.ts");
  process.exitCode = runCommand(process.argv.slice(2));
} else {
  const args = ["--experimental-strip-types", "--no-warnings", fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 2;
}
