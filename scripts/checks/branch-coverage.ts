/** Branches of the chosen files in an lcov report, and the lines of those never taken. */
export function branchCoverage(lcov: string, isCounted: (file: string) => boolean): { covered: number; total: number; missing: { file: string; lines: number[] }[] } {
  let covered = 0;
  let total = 0;
  const missing: { file: string; lines: number[] }[] = [];
  for (const record of lcov.split("end_of_record")) {
    const file = /^SF:(.+)$/m.exec(record)?.[1] ?? "";
    if (!isCounted(file)) continue;
    const branches = [...record.matchAll(/^BRDA:(\d+),[^,]*,[^,]*,(.+)$/gm)].map((match) => ({ line: Number(match[1]), taken: match[2] !== "-" && match[2] !== "0" }));
    total += branches.length;
    covered += branches.filter(({ taken }) => taken).length;
    const lines = [...new Set(branches.filter(({ taken }) => !taken).map(({ line }) => line))];
    if (lines.length > 0) missing.push({ file, lines });
  }
  return { covered, total, missing };
}
