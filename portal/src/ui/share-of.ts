/** `part` of `whole` as a CSS percentage with one decimal, between 0 and 100. Zero of zero is zero. */
export function percentOf(part: bigint, whole: bigint): string {
  return `${(shareOf(part, whole) * 100).toFixed(1)}%`;
}

/** `part` of `whole` between 0 and 1, to four decimals. */
export function shareOf(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0;
  return Math.min(1, Number((part * 10_000n) / whole) / 10_000);
}
