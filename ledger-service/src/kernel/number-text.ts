/** « 1 250 » with thin no-break spaces and a true minus sign. */
export function numberText(value: bigint | number): string {
  const text = value.toString();
  const isNegative = text.startsWith("-");
  const digits = (isNegative ? text.slice(1) : text).replace(/\B(?=(\d{3})+$)/g, "\u202F");
  return isNegative ? `\u2212${digits}` : digits;
}

/** « 1 250 points », « 1 point ». */
export function pointsText(points: bigint): string {
  const isSingular = points < 2n && points > -2n;
  return `${numberText(points)}\u00A0${isSingular ? "point" : "points"}`;
}

/** « 2 h 30 », « 45 min ». */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00A0min`;
  return rest === 0 ? `${hours}\u00A0h` : `${hours}\u00A0h\u00A0${String(rest).padStart(2, "0")}`;
}

/** « 4,50 $ » from cents. */
export function dollarsText(cents: bigint): string {
  const whole = cents / 100n;
  const rest = (cents % 100n).toString().padStart(2, "0");
  return `${numberText(whole)},${rest}\u00A0$`;
}
