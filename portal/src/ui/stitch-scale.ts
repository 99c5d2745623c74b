const STITCHES_MAX = 30;
const STEPS = [1, 2, 5, 10, 20, 25, 50] as const;

/** How much one stitch is worth, so that the tallest column has thirty stitches at most. */
export function stitchWorth(tallest: number): number {
  for (let power = 1; ; power *= 100) {
    const found = STEPS.find((step) => tallest <= step * power * STITCHES_MAX);
    if (found !== undefined) return found * power;
  }
}

/** Stitches of a column: rounded, and never none for something. */
export function stitchesOf(value: number, worth: number): number {
  return value <= 0 ? 0 : Math.max(1, Math.round(value / worth));
}
