import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { ROOT } from "./root.ts";

/** Beyond these a file most likely holds two concepts. Code lines: neither blank nor comment. */
const LIMITS: readonly { readonly glob: string; readonly codeLinesMax: number }[] = [
  { glob: "contracts/**/*.sol", codeLinesMax: 300 },
  { glob: "{proofs/src,ledger-service/src,scripts}/**/*.{ts,mjs}", codeLinesMax: 250 },
  { glob: "portal/src/**/*.{ts,tsx}", codeLinesMax: 300 },
];
/** Data written out (a cast, a table of sentences, a migration) has no functions to mix up. */
const DATA = /\/generated\/|\.text\.tsx?$|\.problems\.ts$|\.migration\.ts$|\/cast\/|match-words|\.test\.tsx?$|\.d\.ts$/;

export const fileSizes: Check = {
  name: "taille des fichiers",
  run: async () => LIMITS.flatMap(({ glob, codeLinesMax }) =>
    globSync(glob, { cwd: ROOT, exclude: (name) => name === "node_modules" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => !DATA.test(path))
      .flatMap((path) => findTooLong(path, readFileSync(join(ROOT, path), "utf8"), codeLinesMax))),
};

export function findTooLong(path: string, source: string, codeLinesMax: number): Finding[] {
  const codeLines = countCodeLines(source);
  return codeLines > codeLinesMax ? [{ where: path, what: `${codeLines} code lines, over ${codeLinesMax}: does it hold two concepts?` }] : [];
}

export function countCodeLines(source: string): number {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}
