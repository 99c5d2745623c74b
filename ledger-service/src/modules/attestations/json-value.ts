import { canonicalJson, type JsonValue } from "../../kernel/canonical-json.ts";

/** A message as it travels between cities: bigints are decimal strings. */
export function jsonValue(message: object): JsonValue {
  const value: JsonValue = JSON.parse(canonicalJson(message));
  return value;
}
