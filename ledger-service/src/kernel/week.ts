const daySeconds = 86_400;

/** Monday weeks in UTC, as the chain counts them (D13): (unixDay + 3) / 7, rounded down. */
export function weekIndexAt(instant: Date): number {
  return Math.floor((Math.floor(instant.getTime() / 1000 / daySeconds) + 3) / 7);
}

/** First instant of the week, a Monday at 0 h UTC. */
export function weekStart(weekIndex: number): Date {
  return new Date((weekIndex * 7 - 3) * daySeconds * 1000);
}

/** First instant after the week. */
export function weekEnd(weekIndex: number): Date {
  return weekStart(weekIndex + 1);
}

/** The Monday's date, "2026-11-23". */
export function weekStartDate(weekIndex: number): string {
  return weekStart(weekIndex).toISOString().slice(0, 10);
}

/** @returns undefined unless `date` ("2026-11-23") is a Monday */
export function weekIndexOfMonday(date: string): number | undefined {
  const instant = new Date(`${date}T00:00:00.000Z`);
  if (Number.isNaN(instant.getTime())) return undefined;
  const weekIndex = weekIndexAt(instant);
  return weekStart(weekIndex).getTime() === instant.getTime() ? weekIndex : undefined;
}
