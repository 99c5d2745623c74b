import { typeset } from "./typeset.ts";

/** The words of one concept by language. French is the source; another language has exactly its keys. */
export type Text<Words> = { fr: Words };
export type Language = keyof Text<unknown>;

type Word = string | ((...values: never[]) => string) | readonly string[] | { [key: string]: Word };

function isPhrase(word: unknown): word is (...values: unknown[]) => unknown {
  return typeof word === "function";
}

function typesetWord(word: unknown): unknown {
  if (typeof word === "string") return typeset(word);
  if (isPhrase(word)) return (...values: unknown[]) => typesetWord(word(...values));
  if (Array.isArray(word)) return word.map(typesetWord);
  if (typeof word === "object" && word !== null) {
    return Object.fromEntries(Object.entries(word).map(([key, value]) => [key, typesetWord(value)]));
  }
  return word;
}

/**
 * Declares the words of one concept, written with plain spaces and apostrophes: every string, and every
 * string a function of values gives, is typeset. A key that is not declared fails the type check.
 */
export function defineText<Words extends { [key: string]: Word }>(text: { fr: Words }): Text<Words> {
  // The mapping keeps every key and signature; only the characters of the strings change.
  return { fr: typesetWord(text.fr) as Words };
}
