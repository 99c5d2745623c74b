import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "./generated-file.ts";

/** Folders that hold generated files only: what no generator writes there is left over. */
const ownedFolders = ["ledger-service/src/platform/chain/generated", "portal/src/signing/generated", "portal/src/api/generated", "scripts/audit/generated", "proofs/src/generated"];

function filesBelow(root: string, folder: string): string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll("\\", "/"));
}

function findLeftOver(root: string, files: readonly GeneratedFile[]): string[] {
  const wanted = new Set(files.map(({ path }) => path));
  return ownedFolders.flatMap((folder) => filesBelow(root, folder)).filter((path) => !wanted.has(path));
}

/** @return paths whose committed text differs from what would be generated, missing and left-over ones included */
export function findStaleFiles(root: string, files: readonly GeneratedFile[]): string[] {
  const differing = files.filter(({ path, text }) => {
    const absolute = join(root, path);
    return !existsSync(absolute) || readFileSync(absolute, "utf8") !== text;
  });
  return [...differing.map(({ path }) => path), ...findLeftOver(root, files)];
}

export function writeGeneratedFiles(root: string, files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Removes from the generated folders what none of these files is. */
export function removeLeftOver(root: string, files: readonly GeneratedFile[]): void {
  for (const path of findLeftOver(root, files)) rmSync(join(root, path));
}
