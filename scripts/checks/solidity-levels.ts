import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { ROOT } from "./root.ts";

/** The level of each contract folder: design.md §3. A contract imports lower levels only. */
const LEVELS: Readonly<Record<string, number>> = {
  values: 0, verifiers: 0,
  participants: 1, accounts: 1,
  points: 2, clearing: 2, audit: 2,
  attestations: 3, redemptions: 3,
  governance: 4,
};

/** Sources by path below `contracts/`. */
export type SoliditySources = ReadonlyMap<string, string>;

export const solidityLevels: Check = {
  name: "niveaux des contrats",
  run: async () => findLevelBreaches(readSources()),
};

/** Imports that climb, cross to a sibling folder, take an implementation of another folder, or make a cycle. */
export function findLevelBreaches(sources: SoliditySources): readonly Finding[] {
  const imports = new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
  const crossing = [...imports].flatMap(([path, targets]) => targets.flatMap((target) => crossFolderBreach(path, target, sources.get(target))));
  return [...crossing, ...findCycles(imports)];
}

function crossFolderBreach(path: string, target: string, targetSource: string | undefined): Finding[] {
  const from = folderOf(path);
  const to = folderOf(target);
  if (from === to) return [];
  const [fromLevel, toLevel] = [LEVELS[from], LEVELS[to]];
  if (fromLevel === undefined) return [{ where: path, what: `folder ${from} has no level` }];
  if (toLevel === undefined) return [{ where: path, what: `imports ${target}, whose folder has no level` }];
  // Participants' and accounts' interfaces know each other: officers are accounts, and accounts have home cities.
  const allowed = toLevel < fromLevel || (toLevel === fromLevel && posix.basename(target).startsWith("I"));
  if (!allowed) return [{ where: path, what: `level ${fromLevel} imports ${target} of level ${toLevel}` }];
  const isImplementation = targetSource !== undefined && /^\s*(?:abstract\s+)?contract\s+\w/m.test(targetSource);
  return isImplementation ? [{ where: path, what: `imports the implementation ${target}; across folders only interfaces and value types` }] : [];
}

function findCycles(imports: ReadonlyMap<string, readonly string[]>): Finding[] {
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) findings.push({ where: path, what: `import cycle ${[...trail.slice(at), path].join(" → ")}` });
    if (at >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return findings;
}

function importsOf(path: string, source: string): string[] {
  return [...source.matchAll(/^\s*import\b[^;]*?["']([^"']+)["']\s*;/gm)]
    .map((match) => match[1] ?? "")
    .filter((target) => target.startsWith("."))
    .map((target) => posix.normalize(posix.join(dirname(path), target)));
}

function folderOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function readSources(): SoliditySources {
  const folder = join(ROOT, "contracts");
  return new Map(globSync("**/*.sol", { cwd: folder }).map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path), "utf8")]));
}
