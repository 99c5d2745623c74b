const timeZone = "America/Toronto";
const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

function localMs(instantMs: number): number {
  const read = new Map(parts.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => read.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** First second (since 1970) of a legal day "YYYY-MM-DD" in Quebec. */
export function dayStartSeconds(day: string): number {
  const wantedMs = Date.parse(`${day}T00:00:00Z`);
  const firstGuess = wantedMs + (wantedMs - localMs(wantedMs));
  // The offset may change between the two instants on the days when the clocks move.
  return (firstGuess + (wantedMs - localMs(firstGuess))) / 1_000;
}

/** "YYYY-MM-DD" of the next day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** "YYYY-MM-DD" of an instant in Quebec's legal time. */
export function civilDayOf(seconds: number): string {
  return new Date(localMs(seconds * 1_000)).toISOString().slice(0, 10);
}
