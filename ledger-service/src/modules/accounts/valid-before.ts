const SERVICE_ACT_SECONDS = 3_600;

/** Until when an act that the service approves by itself may reach the ledger: an hour, in Unix seconds. */
export function validBeforeSeconds(now = new Date()): bigint {
  return BigInt(Math.floor(now.getTime() / 1000) + SERVICE_ACT_SECONDS);
}
