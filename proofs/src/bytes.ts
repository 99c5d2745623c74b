import { keccak_256 } from "@noble/hashes/sha3";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";

/** Lower-case hexadecimal text with its `0x`, whole bytes only. */
export type Hex = `0x${string}`;

export const toHex = (bytes: Uint8Array): Hex => `0x${bytesToHex(bytes)}`;

/** @throws when the text is not whole bytes of hexadecimal */
export const toBytes = (hex: Hex): Uint8Array => hexToBytes(hex.slice(2));

export const keccak = (...parts: readonly Uint8Array[]): Uint8Array => keccak_256(concatBytes(...parts));

export function areEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Big-endian, without limit of size; no byte is 0. */
export const toBigInt = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(toHex(bytes)));

/** The number as a 32-byte word, as the EVM writes it. */
export function toWord(value: bigint | number): Uint8Array {
  return hexToBytes(BigInt(value).toString(16).padStart(64, "0"));
}

/** The bytes at the right of a 32-byte word, as an address or a number is. */
export function padLeft(bytes: Uint8Array): Uint8Array {
  return concatBytes(new Uint8Array(32 - bytes.length), bytes);
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
