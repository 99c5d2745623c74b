const THIN = "\u202f";
const NO_BREAK = "\u00a0";
const MINUS = "\u2212";

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** Whole number with thin no-break thousands and a true minus: `−1 250`. */
export function formatNumber(value: bigint | number): string {
  const whole = typeof value === "bigint" ? value : BigInt(Math.round(value));
  const digits = groupThousands((whole < 0n ? -whole : whole).toString());
  return whole < 0n ? `${MINUS}${digits}` : digits;
}

/** Decimal number with a comma, at most `maxDecimals`, trailing zeros dropped: `612,5`. */
export function formatDecimal(value: number, maxDecimals = 2): string {
  const [whole = "0", decimals = ""] = Math.abs(value).toFixed(maxDecimals).split(".");
  const kept = decimals.replace(/0+$/, "");
  const text = groupThousands(whole) + (kept ? `,${kept}` : "");
  return value < 0 && text !== "0" ? `${MINUS}${text}` : text;
}

/** « 1 250 points », « 1 point », « 0 point »: French is singular below two. */
export function formatPoints(points: bigint | number): string {
  const one = typeof points === "bigint" ? points < 2n && points > -2n : Math.abs(points) < 2;
  return `${formatNumber(points)}${NO_BREAK}${one ? "point" : "points"}`;
}

/** A movement, always signed: « + 600 » for a gain, « − 450 » for a spending, « 0 ». */
export function formatMove(points: bigint): string {
  if (points === 0n) return "0";
  const size = formatNumber(points < 0n ? -points : points);
  return `${points < 0n ? MINUS : "+"}${NO_BREAK}${size}`;
}

/** Cents to « 4,50 $ ». */
export function formatDollars(cents: bigint | number): string {
  const whole = BigInt(cents);
  const size = whole < 0n ? -whole : whole;
  const text = `${groupThousands((size / 100n).toString())},${(size % 100n).toString().padStart(2, "0")}${NO_BREAK}$`;
  return whole < 0n ? `${MINUS}${text}` : text;
}

/** A share between 0 and 1 to « 69 % ». */
export function formatPercent(share: number): string {
  return `${formatNumber(Math.round(share * 100))}${NO_BREAK}%`;
}

/** « 1 ligne », « 12 lignes »: the count with its noun. */
export function formatCount(count: bigint | number, one: string, many: string): string {
  return `${formatNumber(count)}${NO_BREAK}${count < 2 ? one : many}`;
}
