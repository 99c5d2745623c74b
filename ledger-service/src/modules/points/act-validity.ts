/** Officers have a week to sign what was drafted. */
const ACT_VALIDITY_MS = 7 * 86_400_000;

/** Until when a drafted act may be signed and sent. */
export function actValidBefore(now = new Date()): Date {
  return new Date(Math.floor((now.getTime() + ACT_VALIDITY_MS) / 1000) * 1000);
}

/** As a signed struct carries it, in Unix seconds. */
export function unixSeconds(instant: Date): bigint {
  return BigInt(Math.floor(instant.getTime() / 1000));
}
