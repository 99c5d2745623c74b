import { canonicalJson, type JsonValue } from "../../kernel/canonical-json.ts";

/** A message as it travels between cities: bigints are decimal strings. */
export function jsonValue(message: object): JsonValue {
  // What JSON.parse gives is JSON by construction.
  return JSON.parse(canonicalJson(message)) as JsonValue;
}
