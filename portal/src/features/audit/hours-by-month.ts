import type { PublicProgramme, PublicSummary } from "./public-summary.ts";

type CountedProgramme = Pick<PublicProgramme, "programmeId" | "unit">;

/** `month` is `2026-11`. */
export type MonthHours = { month: string; hours: number };

const MINUTES = 60;

/** Posted hours of each month of the series, of the programmes that count minutes, from the first month with any; oldest first. */
export function hoursByMonth({ programmes, series }: { programmes: readonly CountedProgramme[]; series: PublicSummary["series"] }): MonthHours[] {
  const counted = new Set(programmes.filter(({ unit }) => unit === "MINUTE").map(({ programmeId }) => programmeId));
  const minutes = new Map<string, bigint>();
  series.periods.forEach((day, index) => {
    const month = day.slice(0, 7);
    const found = series.programmes.filter(({ programmeId }) => counted.has(programmeId));
    const sum = found.reduce((total, { quantities }) => total + BigInt(quantities[index] ?? "0"), 0n);
    minutes.set(month, (minutes.get(month) ?? 0n) + sum);
  });
  const months = [...minutes].map(([month, total]) => ({ month, hours: Math.round(Number(total) / MINUTES) }));
  const first = months.findIndex(({ hours }) => hours > 0);
  return first < 0 ? [] : months.slice(first);
}
