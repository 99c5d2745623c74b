const THIN_SPACE = "\u202f";

/** « 1 250 points », « 1 point ». */
export function writePoints(points: string | bigint): string {
  const text = String(points);
  return `${text.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)} point${/^-?[01]$/.test(text) ? "" : "s"}`;
}

/** « 14 h 05 min 09 s », at the cities' time. */
export function writeTime(iso: string): string {
  return new Date(iso).toLocaleTimeString("fr-CA", { timeZone: "America/Toronto" });
}
