import { randomInt } from "node:crypto";

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or copied by hand has one spelling. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Check symbols of Crockford's scheme: the code's value modulo 37. */
const checkAlphabet = `${alphabet}*~$=U`;
/** Check symbols that a person can type: the scheme's last five are replaced by a new draw. */
const plainCheckCount = 32;

/** City character + 7 random characters, "B7K2M9QX": what is typed at a counter. */
export function newTypedCode(cityCharacter: string): string {
  return cityCharacter + randomText(7);
}

/** City character + 7 random characters + check character: a member code. */
export function newMemberCode(cityCharacter: string): string {
  for (;;) {
    const code = cityCharacter + randomText(7);
    const check = checkIndex(code);
    if (check < plainCheckCount) return code + alphabet.charAt(check);
  }
}

/** One-time codes of invitations and terminals: 12 characters, 60 random bits. */
export function newOneTimeCode(): string {
  return randomText(12);
}

/** The code of a receipt, "7K2M-9QXD-4T1V-W8HZ": 16 characters, 80 random bits. */
export function newReceiptCode(): string {
  return Array.from({ length: 4 }, () => randomText(4)).join("-");
}

/**
 * One spelling of what a person typed: upper case, no spaces or hyphens, O read as 0, I and L as 1. The first
 * character names a city and may be a letter outside the alphabet ("L"), hence is left as it is.
 */
export function normalizeCode(text: string): string {
  const plain = text.toUpperCase().replace(/[\s\u00A0\u202F-]/g, "");
  return plain.slice(0, 1) + plain.slice(1).replaceAll("O", "0").replace(/[IL]/g, "1");
}

export function normalizeOneTimeCode(text: string): string {
  return text.toUpperCase().replace(/[\s\u00A0\u202F-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}

/** Whether a normalized member code has its shape and its check character. */
export function isMemberCode(code: string): boolean {
  if (!/^[A-Z][0-9A-HJKMNP-TV-Z]{8}$/.test(code)) return false;
  return alphabet.charAt(checkIndex(code.slice(0, 8))) === code.charAt(8);
}

function checkIndex(code: string): number {
  let remainder = 0;
  // The city's letter weighs by its place among 36 characters; the rest are base-32 digits.
  for (const [position, character] of [...code].entries()) {
    const digit = position === 0 ? parseInt(character, 36) : alphabet.indexOf(character);
    remainder = (remainder * 32 + digit) % checkAlphabet.length;
  }
  return remainder;
}

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
