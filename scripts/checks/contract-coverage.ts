/** A share of something that tests reached, and where they did not. */
export type Coverage = { readonly covered: number; readonly total: number; readonly missing: readonly string[] };

/**
 * Lines of the chosen files that an lcov report saw run. Hardhat marks each statement, so both sides of
 * an `if`, a ternary or a loop count; what it cannot see is the refusing side of a `require`.
 */
export function lineCoverage(lcov: string, isCounted: (file: string) => boolean): Coverage {
  const records = lcov.split("end_of_record").map((record) => ({
    file: /^SF:(.+)$/m.exec(record)?.[1] ?? "",
    lines: [...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map((match) => ({ line: Number(match[1]), runs: Number(match[2]) })),
  })).filter(({ file }) => file !== "" && isCounted(file));
  const all = records.flatMap(({ lines }) => lines);
  return {
    covered: all.filter(({ runs }) => runs > 0).length,
    total: all.length,
    missing: records.flatMap(({ file, lines }) => {
      const never = lines.filter(({ runs }) => runs === 0).map(({ line }) => line);
      return never.length === 0 ? [] : [`${file}: ${never.sort((a, b) => a - b).join(", ")}`];
    }),
  };
}

/** The refusing side of each `require` and `revert`: counted as reached when a test names its error. */
export function refusalCoverage(sources: ReadonlyMap<string, string>, testText: string): Coverage {
  const refusals = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(/\brequire\s*\([^;]*?,\s*(?:\w+\.)?(\w+)\s*\([^;]*\)\s*;|\brevert\s+(?:\w+\.)?(\w+)\s*\(/g)].map((match) => ({ file, error: match[1] ?? match[2] ?? "" })));
  const isNamed = (error: string): boolean => new RegExp(`\\b${error}\\b`).test(testText);
  const unnamed = refusals.filter(({ error }) => !isNamed(error));
  return { covered: refusals.length - unnamed.length, total: refusals.length, missing: [...new Set(unnamed.map(({ file, error }) => `${file}: ${error}`))] };
}
