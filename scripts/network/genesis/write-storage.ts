import { type Hex, isHex, keccak256, numberToHex } from "viem";
import type { LayoutType, StorageLayout } from "./storage-layout.ts";

/**
 * A value for a variable: a scalar, a list for an array, an object for a struct (absent members are zero), a Map for a
 * mapping whose keys are scalars.
 */
export type StorageValue =
  | bigint
  | number
  | boolean
  | Hex
  | readonly StorageValue[]
  | ReadonlyMap<bigint | number | Hex, StorageValue>
  | { readonly [member: string]: StorageValue };

/** The value and the compiler's layout disagree. */
export class StorageMismatch extends Error {
  constructor(where: string, why: string) {
    super(`storage of ${where}: ${why}`);
    this.name = "StorageMismatch";
  }
}

const WORD_BYTES = 32;

/**
 * The storage slots of a contract whose variables have the given values, by the compiler's own layout: what a
 * constructor would have left (Solidity, "Layout of State Variables in Storage"). Zero words are left out.
 * @throws StorageMismatch for an unknown variable or a value that does not fit its type
 */
export function writeStorage(layout: StorageLayout, values: Readonly<Record<string, StorageValue>>): Record<Hex, Hex> {
  const words = new Map<bigint, bigint>();
  for (const [label, value] of Object.entries(values)) {
    const variable = layout.storage.find((one) => one.label === label);
    if (variable === undefined) throw new StorageMismatch(label, "the contract has no such variable");
    write({ layout, words }, variable.type, { slot: variable.slot, offset: variable.offset }, value, label);
  }
  const filled = [...words].filter(([, word]) => word !== 0n);
  return Object.fromEntries(filled.map(([slot, word]) => [numberToHex(slot, { size: WORD_BYTES }), numberToHex(word, { size: WORD_BYTES })]));
}

interface Target {
  readonly layout: StorageLayout;
  readonly words: Map<bigint, bigint>;
}

interface Place {
  readonly slot: bigint;
  /** Bytes from the word's low end. */
  readonly offset: number;
}

function write(target: Target, typeName: string, place: Place, value: StorageValue, where: string): void {
  const type = typeOf(target.layout, typeName, where);
  if (type.encoding === "mapping") return writeMapping(target, type, place.slot, value, where);
  if (type.encoding === "dynamic_array") {
    const items = listOf(value, where);
    put(target.words, { slot: place.slot, offset: 0 }, BigInt(items.length));
    return writeItems(target, type, hashOfSlot(place.slot), items, where);
  }
  if (type.encoding === "bytes") throw new StorageMismatch(where, "strings and bytes are not written");
  if (type.members !== undefined) return writeStruct(target, type.members, place.slot, value, where);
  if (type.base !== undefined) return writeItems(target, type, place.slot, listOf(value, where), where);
  const bits = scalarOf(value, where);
  if (bits >= 1n << BigInt(8 * type.numberOfBytes)) throw new StorageMismatch(where, `${bits} does not fit ${typeName}`);
  put(target.words, place, bits);
}

function writeStruct(target: Target, members: NonNullable<LayoutType["members"]>, slot: bigint, value: StorageValue, where: string): void {
  if (!isStruct(value)) throw new StorageMismatch(where, "a struct is wanted");
  for (const [label, inner] of Object.entries(value)) {
    const member = members.find((one) => one.label === label);
    if (member === undefined) throw new StorageMismatch(`${where}.${label}`, "the struct has no such member");
    write(target, member.type, { slot: slot + member.slot, offset: member.offset }, inner, `${where}.${label}`);
  }
}

/** Items smaller than half a word share words, lowest first; others begin a word each. */
function writeItems(target: Target, type: LayoutType, first: bigint, items: readonly StorageValue[], where: string): void {
  const itemType = type.base ?? "";
  const bytes = typeOf(target.layout, itemType, where).numberOfBytes;
  const perWord = bytes <= WORD_BYTES / 2 ? Math.floor(WORD_BYTES / bytes) : 1;
  const wordsPerItem = Math.ceil(bytes / WORD_BYTES);
  items.forEach((item, index) => {
    const slot = first + BigInt(Math.floor(index / perWord) * wordsPerItem);
    write(target, itemType, { slot, offset: (index % perWord) * bytes }, item, `${where}[${index}]`);
  });
}

function writeMapping(target: Target, type: LayoutType, slot: bigint, value: StorageValue, where: string): void {
  if (!isMapping(value)) throw new StorageMismatch(where, "a Map is wanted");
  for (const [key, inner] of value) {
    const at = keccak256(`0x${hexWord(scalarOf(key, where))}${hexWord(slot)}`);
    write(target, type.value ?? "", { slot: BigInt(at), offset: 0 }, inner, `${where}[${String(key)}]`);
  }
}

function put(words: Map<bigint, bigint>, { slot, offset }: Place, bits: bigint): void {
  words.set(slot, (words.get(slot) ?? 0n) | (bits << BigInt(8 * offset)));
}

function typeOf(layout: StorageLayout, name: string, where: string): LayoutType {
  const type = layout.types?.[name];
  if (type === undefined) throw new StorageMismatch(where, `the layout has no type ${name}`);
  return type;
}

function scalarOf(value: StorageValue, where: string): bigint {
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean") return BigInt(value);
  if (typeof value === "string" && isHex(value)) return BigInt(value);
  throw new StorageMismatch(where, "a scalar is wanted");
}

function listOf(value: StorageValue, where: string): readonly StorageValue[] {
  if (isList(value)) return value;
  throw new StorageMismatch(where, "a list is wanted");
}

const isList = (value: StorageValue): value is readonly StorageValue[] => Array.isArray(value);
const isMapping = (value: StorageValue): value is ReadonlyMap<bigint | number | Hex, StorageValue> => value instanceof Map;
const isStruct = (value: StorageValue): value is { readonly [member: string]: StorageValue } =>
  typeof value === "object" && !Array.isArray(value) && !(value instanceof Map);
const hexWord = (value: bigint): string => value.toString(16).padStart(2 * WORD_BYTES, "0");
const hashOfSlot = (slot: bigint): bigint => BigInt(keccak256(`0x${hexWord(slot)}`));
