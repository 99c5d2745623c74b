import { getAddress, isAddress, type Address, type Hex } from "viem";
import { z } from "zod";

export type { Address, Hex } from "viem";

export const zeroHash: Hex = `0x${"0".repeat(64)}`;
export const zeroAddress: Address = `0x${"0".repeat(40)}`;

/** 0x-hex of any whole number of bytes, at most `maxBytes`. */
export function hexSchema(maxBytes: number) {
  return z.custom<Hex>((value) => isHexBytes(value) && value.length <= 2 + 2 * maxBytes, "hex");
}

/** 32 bytes, lower case out. */
export const bytes32Schema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .transform((value): Hex => `0x${value.slice(2).toLowerCase()}`);

/** An address; its checksum form out, so that one account has one spelling. */
export const addressSchema = z
  .string()
  .refine((value) => isAddress(value, { strict: false }))
  .transform((value): Address => getAddress(value));

/** ERC-7913 bytes: 20 of an address, or an address followed by a key. */
export const signerSchema = hexSchema(256);
export const signatureSchema = hexSchema(2048);

export function isHexBytes(value: unknown): value is Hex {
  return typeof value === "string" && /^0x(?:[0-9a-fA-F]{2})*$/.test(value);
}

export function hexOfBytes(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}

export function bytesOfHex(hex: Hex): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
}

export function sameHex(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
