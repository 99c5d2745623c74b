/** A member city as codes name it: its portal's origin, and the first character of its typed codes. */
export type CodeCity = { slug: string; origin: string; codeCharacter: string };

/** What a code says: where to ask, and what for. A reference is 24 random bytes in base64url; typed, 8 characters. */
export type ScannedCode = { city: CodeCity; reference: string } | { city: CodeCity; typed: string };

/** notOurs: not a member city's code, never opened [Q9]. unreadable: not a code, or mistyped. */
export type CodeFailure = "notOurs" | "unreadable";
export type CodeReading = { code: ScannedCode } | { failure: CodeFailure };

const CODE_PATH = "/c";
const REFERENCE = /^[A-Za-z0-9_-]{32}$/;
const TYPED_LENGTH = 8;
/** The city's letter, then base 32 without I, L, O and U. */
const TYPED = /^[0-9A-Z][0-9A-HJKMNP-TV-Z]{7}$/;

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Reads what a camera saw. Only `<member origin>/c#<reference>`, exactly: no other host, path, query, port or
 * credentials. Nothing read is ever opened as an address [Q9].
 */
export function parseScannedCode(text: string, cities: readonly CodeCity[]): CodeReading {
  const url = urlOf(text.trim());
  if (!url) return { failure: "notOurs" };
  const city = cities.find(({ origin }) => origin === url.origin);
  if (!city || url.pathname !== CODE_PATH || url.search !== "" || url.username !== "" || url.password !== "") return { failure: "notOurs" };
  const reference = url.hash.slice(1);
  return REFERENCE.test(reference) ? { code: { city, reference } } : { failure: "unreadable" };
}

/**
 * Writes a typed code as the service keeps it: capitals, no spaces or hyphens, O as 0, I and L as 1, but for the
 * city's letter, which stays as it is.
 */
export function normalizeTypedCode(text: string): string {
  const plain = text.toUpperCase().replace(/[\s\u00a0\u202f-]/g, "");
  return plain.slice(0, 1) + plain.slice(1).replaceAll("O", "0").replace(/[IL]/g, "1");
}

/** Reads a typed code: 8 characters, of which the first names the city. */
export function parseTypedCode(text: string, cities: readonly CodeCity[]): CodeReading {
  const typed = normalizeTypedCode(text);
  if (typed.length !== TYPED_LENGTH || !TYPED.test(typed)) return { failure: "unreadable" };
  const city = cities.find(({ codeCharacter }) => codeCharacter === typed.charAt(0));
  return city ? { code: { city, typed } } : { failure: "notOurs" };
}

/** What a QR code of this city carries: the reference in the fragment, which no server log ever sees. */
export function codePayload(origin: string, reference: string): string {
  return `${origin}${CODE_PATH}#${reference}`;
}
