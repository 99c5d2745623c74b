const DAY_MS = 86_400_000;

/** `2026-11-23` moved by whole days. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day of an address, if it is a real one that is not after `today`. */
export function readDay(text: string | null, today: string): string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return today;
  const day = shiftDay(text, 0);
  return day > today ? today : day;
}

/** An instant of that civil day, for the formats of dates: noon is the same day in every season. */
export function noonOf(day: string): string {
  return `${day}T17:00:00Z`;
}
