/** "000000000012/000003/000007": block / transaction / log, which sorts as text in the order of the chain. */
export function eventId(blockNumber: bigint, transactionIndex: number, logIndex: number): string {
  return [padded(blockNumber, 12), padded(transactionIndex, 6), padded(logIndex, 6)].join("/");
}

function padded(value: bigint | number, digits: number): string {
  return value.toString().padStart(digits, "0");
}
