/** Civil dates are those of the cities, whatever the device's zone. */
export const CITY_TIME_ZONE = "America/Toronto";

const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"] as const;
const SHORT_MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."] as const;
const WEEKDAYS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"] as const;
const NO_BREAK = "\u00a0";

const reader = new Intl.DateTimeFormat("en-CA", {
  timeZone: CITY_TIME_ZONE,
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

type CivilTime = { year: number; month: number; day: number; hour: number; minute: number };

/** A date, its ISO text, or milliseconds. Seconds of block time must be multiplied by 1,000 first. */
export type Instant = Date | string | number;

function civilTime(instant: Instant): CivilTime {
  const parts = new Map(reader.formatToParts(new Date(instant)).map((part) => [part.type, Number(part.value)]));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return { year: read("year"), month: read("month"), day: read("day"), hour: read("hour"), minute: read("minute") };
}

function dayNumber(day: number): string {
  return day === 1 ? "1er" : String(day);
}

/** « 23 novembre 2026 ». */
export function formatDate(instant: Instant): string {
  const { year, month, day } = civilTime(instant);
  return `${dayNumber(day)}${NO_BREAK}${MONTHS[month - 1]} ${year}`;
}

/** « 23 nov. 2026 », for tables. */
export function formatShortDate(instant: Instant): string {
  const { year, month, day } = civilTime(instant);
  return `${dayNumber(day)}${NO_BREAK}${SHORT_MONTHS[month - 1]} ${year}`;
}

/** « Dimanche 22 novembre 2026 », for the heads of lists by day. */
export function formatDay(instant: Instant): string {
  const { year, month, day } = civilTime(instant);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? "";
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${formatDate(instant)}`;
}

/** « novembre 2026 ». */
export function formatMonth(instant: Instant): string {
  const { year, month } = civilTime(instant);
  return `${MONTHS[month - 1]} ${year}`;
}

/** « 9 h 42 », « 9 h » on the hour. */
export function formatTime(instant: Instant): string {
  const { hour, minute } = civilTime(instant);
  const hours = `${hour}${NO_BREAK}h`;
  return minute === 0 ? hours : `${hours}${NO_BREAK}${String(minute).padStart(2, "0")}`;
}

/** « 23 novembre 2026, 9 h 42 ». */
export function formatDateTime(instant: Instant): string {
  return `${formatDate(instant)}, ${formatTime(instant)}`;
}

/** `2026-11-23`, as a field and a file name write it, in the cities' civil time. */
export function civilDay(instant: Instant): string {
  const { year, month, day } = civilTime(instant);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Minutes to « 2 h 30 », « 4 h », « 45 min ». */
export function formatDuration(minutes: bigint | number): string {
  const whole = Number(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest}${NO_BREAK}min`;
  return rest === 0 ? `${hours}${NO_BREAK}h` : `${hours}${NO_BREAK}h${NO_BREAK}${String(rest).padStart(2, "0")}`;
}

/** Seconds left to « 1 min 42 s », « 15 s ». */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (minutes === 0) return `${rest}${NO_BREAK}s`;
  return `${minutes}${NO_BREAK}min${NO_BREAK}${String(rest).padStart(2, "0")}${NO_BREAK}s`;
}

/** `2026-11` to « nov. », for the axis of a chart. */
export function formatMonthLabel(month: string): string {
  return SHORT_MONTHS[Number(month.slice(5, 7)) - 1] ?? month;
}

/** `2026-11` to « novembre 2026 ». */
export function formatMonthOfYear(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
}
