const ORDINAL_DIGITS = 7;

/**
 * The city's own number of a resident, such as `BRO-2026-0004821`: prefix of the city, year of enrolment, ordinal.
 * Private to the city; never on chain, never shown to another city, a merchant or an organization.
 */
export function composeMunicipalIdentifier(prefix: string, year: number, ordinal: bigint): string {
  return `${prefix}-${year}-${ordinal.toString().padStart(ORDINAL_DIGITS, "0")}`;
}
