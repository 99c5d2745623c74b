import { civilDay } from "./format-date.ts";

const HOUR_MS = 3_600_000;
/** Hours between UTC and the cities' time, summer and winter. */
const OFFSETS_HOURS = [4, 5] as const;
const DAY_MS = 24 * HOUR_MS;

/** The first instant of a civil day of the cities (`2026-11-23`), in ISO. Undefined for what is no day. */
export function civilDayStart(day: string): string | undefined {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnightUtc)) return undefined;
  const starts = OFFSETS_HOURS.map((hours) => midnightUtc + hours * HOUR_MS);
  const start = starts.find((at) => civilDay(at) === day && civilDay(at - 1) !== day);
  return start === undefined ? undefined : new Date(start).toISOString();
}

/** The last second of a civil day of the cities, in ISO. */
export function civilDayEnd(day: string): string | undefined {
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(noon)) return undefined;
  const next = civilDayStart(new Date(noon + DAY_MS).toISOString().slice(0, 10));
  return next === undefined ? undefined : new Date(Date.parse(next) - 1000).toISOString();
}
