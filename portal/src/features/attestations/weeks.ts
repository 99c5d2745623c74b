const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** A sheet's week ended at most 91 days ago [A3]: thirteen weeks, and the present one. */
const WEEKS_BACK = 13;

/** `2026-11-25` to the Monday of its week, and the Sunday. Weeks are Monday weeks in UTC, as on the ledger. */
export function weekOf(day: string): { monday: string; sunday: string } {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS;
  const monday = at - sinceMonday * DAY_MS;
  return { monday: dayOf(monday), sunday: dayOf(monday + (WEEK_DAYS - 1) * DAY_MS) };
}

/** The weeks that a sheet may still be filed for, newest first. */
export function recentWeeks(today: string): { monday: string; sunday: string }[] {
  const present = Date.parse(`${weekOf(today).monday}T00:00:00Z`);
  return Array.from({ length: WEEKS_BACK + 1 }, (_, back) => weekOf(dayOf(present - back * WEEK_DAYS * DAY_MS)));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** An instant of that day, for the formats of dates: the same day in the cities' time in every season. */
export function noonOf(day: string): string {
  return `${day}T17:00:00Z`;
}
