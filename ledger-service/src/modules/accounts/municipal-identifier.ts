const ORDINAL_DIGITS = 7;
const PREFIX_LETTERS = 3;

/**
 * The city's own number of a resident, such as `BRO-2026-0004821`: prefix of the city, year of enrolment, ordinal.
 * Private to the city; never on chain, never shown to another city, a merchant or an organization.
 */
export function composeMunicipalIdentifier(prefix: string, year: number, ordinal: bigint): string {
  return `${prefix}-${year}-${ordinal.toString().padStart(ORDINAL_DIGITS, "0")}`;
}

/** Three letters from a city's slug: initials of its first words, then the last word: "saint-constant" gives SCO. */
export function identifierPrefixOf(slug: string): string {
  const words = slug.split("-");
  const initials = words.slice(0, -1).map((word) => word.charAt(0));
  return (initials.join("") + (words.at(-1) ?? "")).slice(0, PREFIX_LETTERS).toUpperCase();
}
