/** Seconds left at which a countdown speaks; otherwise it is silent. */
const MARKS_SECONDS = [60, 15, 0] as const;

/**
 * The mark reached between two readings of a countdown, the lowest if several were passed (a page that was
 * asleep). Undefined when none was.
 */
export function markReached(beforeSeconds: number, nowSeconds: number): number | undefined {
  let reached: number | undefined;
  for (const mark of MARKS_SECONDS) if (beforeSeconds > mark && nowSeconds <= mark) reached = mark;
  return reached;
}
