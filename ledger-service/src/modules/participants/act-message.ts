import { bytesOfHex, isHexBytes } from "../../kernel/hex.ts";
import type { TypedStruct } from "../../platform/chain/typed-data.ts";

type Fields = Readonly<Record<string, unknown>>;
type Types = Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;

/** A stored message whose field is not what its signed struct says. */
export class ActMessageError extends Error {
  constructor(struct: string, field: string) {
    super(`${struct}.${field} is missing or of another type`);
    this.name = "ActMessageError";
  }
}

/**
 * A message as it was stored, amounts as text → as it is signed and encoded: integers above 48 bits are bigint,
 * smaller ones numbers, structs and arrays likewise.
 * @throws ActMessageError
 */
export function reviveMessage(struct: TypedStruct, stored: Fields): Record<string, unknown> {
  return reviveStruct(struct.types, struct.primaryType, stored);
}

function reviveStruct(types: Types, name: string, stored: Fields): Record<string, unknown> {
  const fields = types[name] ?? [];
  return Object.fromEntries(fields.map((field) => [field.name, reviveValue(types, name, field, stored[field.name])]));
}

function reviveValue(types: Types, struct: string, field: { name: string; type: string }, value: unknown): unknown {
  const { type } = field;
  const refuse = () => new ActMessageError(struct, field.name);
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) throw refuse();
    return value.map((item) => reviveValue(types, struct, { name: field.name, type: type.slice(0, -2) }, item));
  }
  if (types[type] !== undefined) {
    if (!isFields(value)) throw refuse();
    return reviveStruct(types, type, value);
  }
  const bits = /^uint(\d+)$/.exec(type)?.[1];
  if (bits !== undefined) return reviveInteger(Number(bits), value, refuse);
  if (type === "bool" ? typeof value !== "boolean" : !isHexBytes(value) || !hasLength(type, value)) throw refuse();
  return value;
}

function reviveInteger(bits: number, value: unknown, refuse: () => Error): number | bigint {
  const text = typeof value === "number" || typeof value === "bigint" ? value.toString() : value;
  if (typeof text !== "string" || !/^\d{1,78}$/.test(text)) throw refuse();
  const integer = BigInt(text);
  if (integer >= 1n << BigInt(bits)) throw refuse();
  return bits > 48 ? integer : Number(integer);
}

function hasLength(type: string, value: `0x${string}`): boolean {
  if (type === "bytes") return true;
  return bytesOfHex(value).length === (type === "address" ? 20 : Number(type.replace("bytes", "")));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
