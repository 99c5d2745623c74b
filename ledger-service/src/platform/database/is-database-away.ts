/** Connection refused, reset, timed out or not resolved. */
const awaySystemCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EPIPE"]);
/** PostgreSQL: starting up, shutting down, too many connections, connection failures. */
const awaySqlStates = new Set(["57P03", "57P01", "57P02", "53300", "08006", "08001"]);

/** The database server is not there yet, as opposed to one that refuses this city. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return awaySystemCodes.has(code) || awaySqlStates.has(code) || /timeout|terminated unexpectedly/i.test(error.message);
}
