const tag = "$bigint";

/** JSON that gives bigints back as bigints: what the service writes for itself (payloads, event arguments). */
export function toTagged(value: unknown): unknown {
  if (typeof value === "bigint") return { [tag]: value.toString() };
  if (Array.isArray(value)) return value.map(toTagged);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toTagged(item)]));
  return value;
}

export function fromTagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTagged);
  if (!isRecord(value)) return value;
  const tagged = value[tag];
  if (typeof tagged === "string") return BigInt(tagged);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromTagged(item)]));
}

/** fromTagged of an object's text or value, as a record. */
export function recordFromTagged(value: unknown): Record<string, unknown> {
  const record = fromTagged(value);
  if (!isRecord(record)) throw new TypeError("Expected an object");
  return record;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
