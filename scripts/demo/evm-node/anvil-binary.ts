import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartProblem } from "../start-problem.ts";

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64", arm64: "arm64" };

/**
 * The anvil program of this platform, without its JavaScript wrapper: a wrapper killed alone would
 * leave the node running.
 * @throws StartProblem when the platform's package was not installed.
 */
export function anvilBinary(): string {
  const require = createRequire(import.meta.url);
  const name = `@foundry-rs/anvil-${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  try {
    const folder = dirname(require.resolve(`${name}/package.json`));
    const binary = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    if (existsSync(binary)) return binary;
  } catch {
    // Same outcome as a package without its program.
  }
  throw new StartProblem({
    fr: `Le nœud du registre n’est pas installé pour cette machine. Lancez « npm install --no-save ${name}@1.7.1 », puis recommencez.`,
    en: `The ledger node is not installed for this machine. Run "npm install --no-save ${name}@1.7.1", then try again.`,
  });
}
