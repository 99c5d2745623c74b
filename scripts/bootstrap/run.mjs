// Runs a TypeScript entry on a Node that can run it, after installing what is missing.
// Plain JavaScript without a dependency: it must work on a fresh clone, from Node 20 on.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "./environment.mjs";
import { installIfNeeded } from "./install.mjs";
import { chooseNode } from "./node-version.mjs";
import { hydratePostgres, missingBinaries } from "./platform-binaries.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [entry, ...args] = process.argv.slice(2);

if (entry === undefined) fail("Dites quel programme lancer. (Say which program to run: run.mjs ENTRY.ts [ARGUMENTS])");

try {
  const node = chooseNode(root);
  installIfNeeded(root, node);
  hydratePostgres(root);
  const missing = missingBinaries(root);
  if (missing) fail(missing);
  run(node.path(), [join(root, entry), ...args]);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/** Signals reach the program once, and its exit code becomes ours. */
function run(nodePath, nodeArgs) {
  const environment = cleanEnvironment();
  environment.PATH = `${dirname(nodePath)}${process.platform === "win32" ? ";" : ":"}${environment.PATH ?? ""}`;
  const child = spawn(nodePath, nodeArgs, { stdio: "inherit", cwd: root, env: environment });
  // Ctrl-C reaches the whole group by itself: passing it on would make it arrive twice.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Node ne démarre pas : ${error.message} (Node does not start.)`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
