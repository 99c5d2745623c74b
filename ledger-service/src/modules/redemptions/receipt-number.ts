import type { Hex } from "viem";

/** Without letters that are taken for digits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 8;
const BITS_PER_CHARACTER = 5n;

/** « 7K2M-9QXD »: short enough to read over the telephone; the charge's id stands behind it. */
export function receiptNumberOf(chargeId: Hex): string {
  let bits = BigInt(chargeId) >> (256n - BITS_PER_CHARACTER * BigInt(CHARACTERS));
  let text = "";
  for (let index = 0; index < CHARACTERS; index += 1) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= BITS_PER_CHARACTER;
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
