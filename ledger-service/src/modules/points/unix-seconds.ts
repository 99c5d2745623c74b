/** An instant as a signed struct carries it. */
export function unixSeconds(instant: Date): bigint {
  return BigInt(Math.floor(instant.getTime() / 1000));
}
