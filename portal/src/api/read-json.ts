import type { Hex } from "viem";

/** An answer that is not what its contract says; names the place. */
export class UnexpectedShape extends Error {
  readonly place: string;
  constructor(place: string, expected: string) {
    super(`${place} should be ${expected}`);
    this.name = "UnexpectedShape";
    this.place = place;
  }
}

export function readRecord(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UnexpectedShape(place, "an object");
  return Object.fromEntries(Object.entries(value));
}

export function readString(value: unknown, place: string): string {
  if (typeof value !== "string") throw new UnexpectedShape(place, "a string");
  return value;
}

export function readNumber(value: unknown, place: string): number {
  if (typeof value !== "number") throw new UnexpectedShape(place, "a number");
  return value;
}

export function readBoolean(value: unknown, place: string): boolean {
  if (typeof value !== "boolean") throw new UnexpectedShape(place, "a boolean");
  return value;
}

export function readList<Item>(value: unknown, place: string, readItem: (item: unknown, place: string) => Item): Item[] {
  if (!Array.isArray(value)) throw new UnexpectedShape(place, "a list");
  return value.map((item, index) => readItem(item, `${place}[${index}]`));
}

export function optional<Value>(value: unknown, place: string, read: (value: unknown, place: string) => Value): Value | undefined {
  return value === undefined || value === null ? undefined : read(value, place);
}

/** Bytes in hexadecimal, as addresses, keys and ids are written. */
export function readHex(value: unknown, place: string): Hex {
  const text = readString(value, place);
  if (!isHexText(text)) throw new UnexpectedShape(place, "hexadecimal");
  return text;
}

function isHexText(text: string): text is Hex {
  return /^0x[0-9a-fA-F]*$/.test(text);
}
