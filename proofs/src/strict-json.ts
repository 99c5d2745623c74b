import { type Hex } from "./bytes.ts";
import { ProofProblem } from "./proof-problem.ts";

/** A proof holds some tens of kilobytes; what is larger is not one. */
export const FILE_BYTES_MAX = 1_000_000;

const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);
const PRIVATE_KEY = /^\s*(?:-----BEGIN [A-Z ]*PRIVATE KEY-----|(?:0x)?[0-9a-fA-F]{64}\s*$)/;

/** Refuses a file by its size before it is read. @throws ProofProblem FILE_TOO_LARGE */
export function refuseLargeFile(byteCount: number): void {
  if (byteCount > FILE_BYTES_MAX) throw new ProofProblem("FILE_TOO_LARGE", { bytes: byteCount, limit: FILE_BYTES_MAX });
}

/** @throws ProofProblem when the text is too large, is a private key or no JSON, or carries a key that could change other objects */
export function parseStrictJson(text: string): unknown {
  refuseLargeFile(text.length);
  if (PRIVATE_KEY.test(text)) throw new ProofProblem("PRIVATE_KEY_FILE");
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""), (key, value: unknown) => {
      if (FORBIDDEN_KEYS.has(key)) throw new ProofProblem("FORBIDDEN_KEY", { key });
      return value;
    });
  } catch (error) {
    throw error instanceof ProofProblem ? error : new ProofProblem("NOT_JSON");
  }
}

/** A parsed object whose fields are asked for by name; `where` leads to it from the file's root. */
export type Fields = { readonly where: string; readonly values: Readonly<Record<string, unknown>> };

/** @throws ProofProblem when it is no object, lacks one of `required` or has a field of neither list */
export function readFields(value: unknown, where: string, required: readonly string[], optional: readonly string[] = []): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ProofProblem("FIELD_REFUSED", { field: where });
  const values = new Map(Object.entries(value));
  for (const name of required) if (!values.has(name)) throw new ProofProblem("FIELD_MISSING", { field: `${where}.${name}` });
  for (const name of values.keys()) {
    if (!required.includes(name) && !optional.includes(name)) throw new ProofProblem("FIELD_UNKNOWN", { field: `${where}.${name}` });
  }
  return { where, values: Object.fromEntries(values) };
}

const refused = (where: string): ProofProblem => new ProofProblem("FIELD_REFUSED", { field: where });

/** Whole number from 0 to 2⁵³−1. */
export function readInteger({ where, values }: Fields, name: string): number {
  const value = values[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) throw refused(`${where}.${name}`);
  return value;
}

export function readBoolean({ where, values }: Fields, name: string): boolean {
  const value = values[name];
  if (typeof value !== "boolean") throw refused(`${where}.${name}`);
  return value;
}

/** Text of 1 to `lengthMax` characters, without control characters. */
export function readText({ where, values }: Fields, name: string, lengthMax = 200): string {
  const value = values[name];
  if (typeof value !== "string" || value.length === 0 || value.length > lengthMax || /\p{Cc}/u.test(value)) throw refused(`${where}.${name}`);
  return value;
}

export function readOneOf<T extends string>({ where, values }: Fields, name: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === values[name]);
  if (found === undefined) throw refused(`${where}.${name}`);
  return found;
}

export function readHex({ where, values }: Fields, name: string, byteCount?: number): Hex {
  return toStrictHex(values[name], `${where}.${name}`, byteCount);
}

/** Whole bytes of lower-case hexadecimal, of exactly `byteCount` when given. */
export function toStrictHex(value: unknown, where: string, byteCount?: number): Hex {
  if (!isHex(value) || (byteCount !== undefined && value.length !== 2 + 2 * byteCount)) throw refused(where);
  return value;
}

const isHex = (value: unknown): value is Hex => typeof value === "string" && /^0x(?:[0-9a-f]{2})*$/.test(value);

export function readList<T>({ where, values }: Fields, name: string, read: (value: unknown, where: string) => T): T[] {
  const value = values[name];
  if (!Array.isArray(value)) throw refused(`${where}.${name}`);
  return value.map((one: unknown, index) => read(one, `${where}.${name}[${index}]`));
}

/** Number written as decimal text, without sign or leading zero. */
export function readDecimal({ where, values }: Fields, name: string): string {
  const value = values[name];
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,77})$/.test(value)) throw refused(`${where}.${name}`);
  return value;
}
