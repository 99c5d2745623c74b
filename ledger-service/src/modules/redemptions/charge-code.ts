import { createHash, randomBytes, randomInt } from "node:crypto";

/** Digits and letters that are not taken for one another when read aloud or typed. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const REFERENCE_BYTES = 24;
const TYPED_RANDOM_CHARACTERS = 7;

/**
 * What is shown at a counter: a random reference and its typed form, nothing derived from an account or key (Q7).
 * Only their hashes are stored, so that a copy of the database opens no rendezvous.
 */
export interface ChargeCode {
  readonly reference: string;
  readonly typedCode: string;
}

export const newChargeCode = (cityCharacter: string): ChargeCode => ({
  reference: randomBytes(REFERENCE_BYTES).toString("base64url"),
  typedCode:
    cityCharacter +
    Array.from({ length: TYPED_RANDOM_CHARACTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(""),
});

/** Upper case, without the spaces and hyphens that people add. */
export const normalizeTypedCode = (text: string): string => text.toUpperCase().replace(/[\s\-]/gu, "");

/** How a presented reference or typed code is looked up. */
export const codeHash = (presented: string): string => createHash("sha256").update(presented).digest("hex");

/** The reference's place in an address: the fragment, which no server and no log sees (S12). */
export const codeUrl = (origin: string, reference: string): string => `${origin}/c#${reference}`;
