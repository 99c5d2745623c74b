const ZONE = "America/Toronto";
const HOUR_MILLISECONDS = 3_600_000;

const localMidnight = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  hourCycle: "h23",
});

/** The first of a month starts at 04:00 or 05:00 UTC: the one of the two that reads as midnight in Toronto. */
const monthStart = (year: number, monthIndex: number): bigint => {
  const utcMidnight = Date.UTC(year, monthIndex, 1);
  const instant = [4, 5].map((hours) => utcMidnight + hours * HOUR_MILLISECONDS).find((candidate) => {
    const parts = localMidnight.formatToParts(candidate);
    const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    return read("day") === 1 && read("hour") === 0;
  });
  if (instant === undefined) throw new RangeError(`no midnight in ${ZONE} on ${year}-${monthIndex + 1}-01`);
  return BigInt(instant / 1_000);
};

/**
 * Start instants (seconds) of `count` monthly clearing periods in Quebec's legal time. The chain knows no calendar
 * (D13): this table is computed here and stored there.
 * @throws RangeError when `firstMonth` is not `YYYY-MM`
 */
export function clearingPeriodStarts(firstMonth: string, count: number): bigint[] {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(firstMonth);
  if (match === null) throw new RangeError(`not a month: ${firstMonth}`);
  const year = Number(match[1]);
  const month = Number(match[2]) - 1;
  return Array.from({ length: count }, (_, index) => {
    const months = month + index;
    return monthStart(year + Math.floor(months / 12), months % 12);
  });
}
