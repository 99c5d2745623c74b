/** What the counter brings back from a sale that came to nothing. */
export type AmountKept = { points: bigint; offerText: string };

/** As the history's state, which holds no bigint. */
export function keepAmount({ points, offerText }: { points: string; offerText: string }) {
  return { points, offerText };
}

export function readAmountKept(state: unknown): AmountKept {
  const { points, offerText } = typeof state === "object" && state !== null ? Object.fromEntries(Object.entries(state)) : {};
  return {
    points: typeof points === "string" && /^\d{1,6}$/.test(points) ? BigInt(points) : 0n,
    offerText: typeof offerText === "string" ? offerText : "",
  };
}
