export type MessageField = { name: string; value: string };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every value of a struct under its whole name (`resolution.year`), in order. */
export function flattenMessage(message: Record<string, unknown>, prefix = ""): MessageField[] {
  return Object.entries(message).flatMap(([key, value]): MessageField[] => {
    const name = prefix + key;
    if (isRecord(value)) return flattenMessage(value, `${name}.`);
    return [{ name, value: Array.isArray(value) ? value.map(String).join(", ") : String(value) }];
  });
}
