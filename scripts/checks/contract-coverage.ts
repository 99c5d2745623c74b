import type { BranchMark } from "./spell-branches.ts";

/** A share of something that tests reached, and where they did not. */
export type Coverage = { readonly covered: number; readonly total: number; readonly missing: readonly string[] };

/** What was added to a source before it was measured: marks stand after its original lines. */
export type SpelledSource = { readonly marks: readonly BranchMark[]; readonly originalLines: number };

/** Lines of the sources that an lcov report saw run. */
export function lineCoverage(lcov: string, sources: ReadonlyMap<string, SpelledSource>): Coverage {
  const lines = recordsOf(lcov).flatMap(({ file, runs }) => {
    const last = sources.get(file)?.originalLines ?? 0;
    return [...runs].filter(([line]) => line <= last).map(([line, count]) => ({ place: `${file}:${line}`, count }));
  });
  return coverageOf(lines);
}

/** Both ways of each `if`, `require` and `?:`. A way that the report does not know never ran. */
export function branchCoverage(lcov: string, sources: ReadonlyMap<string, SpelledSource>): Coverage {
  const runsOf = new Map(recordsOf(lcov).map(({ file, runs }) => [file, runs]));
  return coverageOf([...sources].flatMap(([file, { marks }]) =>
    marks.map(({ line, name }) => ({ place: `${file}:${name}`, count: runsOf.get(file)?.get(line) ?? 0 }))));
}

function recordsOf(lcov: string): { readonly file: string; readonly runs: ReadonlyMap<number, number> }[] {
  return lcov.split("end_of_record").map((record) => ({
    file: /^SF:(.+)$/m.exec(record)?.[1] ?? "",
    runs: new Map([...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map((match) => [Number(match[1]), Number(match[2])])),
  }));
}

function coverageOf(places: readonly { readonly place: string; readonly count: number }[]): Coverage {
  const missing = places.filter(({ count }) => count === 0).map(({ place }) => place);
  return { covered: places.length - missing.length, total: places.length, missing };
}
