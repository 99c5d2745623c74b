const timeZone = "America/Toronto";

const dayFormat = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
const partsFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const textFormat = new Intl.DateTimeFormat("fr-CA", { timeZone, year: "numeric", month: "long", day: "numeric" });

/** The legal day that holds an instant: "2026-11-25" (America/Toronto). */
export function civilDayOf(instant: Date): string {
  return dayFormat.format(instant);
}

/** First instant of a legal day. */
export function civilDayStart(day: string): Date {
  const midnightUtc = new Date(`${day}T00:00:00.000Z`);
  const offsetMs = offsetMsAt(midnightUtc);
  const guess = new Date(midnightUtc.getTime() - offsetMs);
  // The offset may change between the two instants on the days when the clocks move.
  return new Date(midnightUtc.getTime() - offsetMsAt(guess));
}

/** First instant of the next legal day. */
export function civilDayEnd(day: string): Date {
  const noonNext = new Date(civilDayStart(day).getTime() + 36 * 3_600_000);
  return civilDayStart(civilDayOf(noonNext));
}

export function isSameCivilDay(left: Date, right: Date): boolean {
  return civilDayOf(left) === civilDayOf(right);
}

/** « 23 novembre 2026 » */
export function civilDayText(instant: Date): string {
  return textFormat.format(instant).replaceAll("\u00A0", "\u202F");
}

/** « 9 h 42 », never 09:42. */
export function civilTimeText(instant: Date): string {
  const parts = partsOf(instant);
  return `${Number(parts.hour)} h ${parts.minute}`;
}

function offsetMsAt(instant: Date): number {
  const parts = partsOf(instant);
  const local = Date.UTC(
    Number(parts.year),
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}

function partsOf(instant: Date): Record<string, string> {
  return Object.fromEntries(partsFormat.formatToParts(instant).map((part) => [part.type, part.value]));
}
