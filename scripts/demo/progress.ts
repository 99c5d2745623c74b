/** Says what the start is doing, one plain line a step, so that it reads as well in a log as on a screen. */
export type Progress = {
  /** Runs a step and says how long it took. The step may return a short remark to print beside the time. */
  step<Result>(label: string, work: () => Promise<Result>, remark?: (result: Result) => string): Promise<Result>;
  /** Milliseconds since the beginning. */
  elapsedMs(): number;
};

export function createProgress(print: (line: string) => void = console.log, now: () => number = performance.now.bind(performance)): Progress {
  const beganMs = now();
  return {
    step: async (label, work, remark) => {
      const startedMs = now();
      print(`${label}…`);
      const result = await work();
      const said = remark === undefined ? "" : ` (${remark(result)})`;
      print(`  fait en ${formatSeconds(now() - startedMs)}${said}`);
      return result;
    },
    elapsedMs: () => now() - beganMs,
  };
}

/** « 1,9 s », « 2 min 5 s ». */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1).replace(".", ",")} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Lines of a table whose columns are as wide as their longest cell. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}
