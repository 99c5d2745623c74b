export type CurvePoint = { atMs: number; value: bigint };

/** The least round number (1, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten) that holds `value`. */
export function roundCeiling(value: bigint): bigint {
  if (value <= 1n) return 1n;
  const power = 10n ** BigInt(value.toString().length - 1);
  for (const tenths of [10n, 20n, 25n, 30n, 40n, 50n, 60n, 80n, 100n]) {
    const round = (power * tenths) / 10n;
    if (round >= value) return round;
  }
  return power * 10n;
}

/** Position of a value on a vertical axis from `height` (zero) up to 0 (`top`). */
export function verticalOf(value: bigint, top: bigint, height: number): number {
  return top === 0n ? height : height - (Number((value * 10_000n) / top) / 10_000) * height;
}

/** SVG path of a curve in a box. Points must be in order of time; each holds until the next one (steps). */
export function curvePath(points: readonly CurvePoint[], span: { fromMs: number; toMs: number; top: bigint }, box: { width: number; height: number }): string {
  const x = (atMs: number) => ((atMs - span.fromMs) / Math.max(1, span.toMs - span.fromMs)) * box.width;
  return points
    .map((point, index) => {
      const to = `${x(point.atMs).toFixed(1)}`;
      const y = verticalOf(point.value, span.top, box.height).toFixed(1);
      return index === 0 ? `M${to} ${y}` : `H${to}V${y}`;
    })
    .join("");
}
