import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { z } from "zod";
import { ROOT } from "./root.ts";
import { type BranchMark, spellBranches } from "./spell-branches.ts";

/** What the tests of the contracts read. */
const COPIED = ["contracts", "test", "scripts", "ledger-service", "portal/src", "hardhat.config.ts", "package.json", "tsconfig.json"];
const LEFT_OUT = /(?:^|\/)(?:node_modules|dist|\.maille)(?:\/|$)/;

const parsedSchema = z.object({ sources: z.record(z.string(), z.object({ ast: z.looseObject({}).optional() })) });

/**
 * Copies the project into `folder` with contracts whose branches are spelled out. Lines of the originals keep their
 * numbers; what is added stands after them.
 * @returns marks and the count of original lines, by path as the report names it
 */
export function makeSpelledCopy(folder: string): ReadonlyMap<string, { readonly marks: readonly BranchMark[]; readonly originalLines: number }> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of COPIED) {
    if (!existsSync(join(ROOT, path))) continue;
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter: (from) => !LEFT_OUT.test(relative(ROOT, from)) });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const paths = globSync("contracts/**/*.sol", { cwd: ROOT }).sort();
  const sources = new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
  const asts = parse(sources);
  return new Map([...sources].map(([path, source], index) => {
    const { text, marks } = spellBranches(source, asts.get(path) ?? {}, `_way${index}x`);
    writeFileSync(join(folder, path), text);
    return [path, { marks, originalLines: source.split("\n").length }];
  }));
}

/** Parses without resolving imports: quick, and all that is needed to find decisions. */
function parse(sources: ReadonlyMap<string, string>): ReadonlyMap<string, Record<string, unknown>> {
  const compiler: unknown = createRequire(import.meta.url)("solc");
  const { compile } = z.object({ compile: z.custom<(input: string) => string>((value) => typeof value === "function") }).parse(compiler);
  const output: unknown = JSON.parse(compile(JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([path, content]) => [path, { content }])),
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  })));
  const parsed = parsedSchema.parse(output);
  return new Map(Object.entries(parsed.sources).flatMap(([path, { ast }]) => (ast === undefined ? [] : [[path, ast] as const])));
}
