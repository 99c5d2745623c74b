import type { CityIdentity } from "../../platform/environment/city-configuration.ts";
import { normalizeTypedCode } from "./charge-code.ts";
import { cityOfCharacter, cityOfOrigin, type MemberCities } from "./redemption-doors.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import type { PresentedCode } from "./redemptions.schemas.ts";

/**
 * Whose code this is, and what to ask there. Only member cities are ever asked (Q9).
 * @throws Problem `code-not-ours`
 */
export function placeOfCode(cities: MemberCities, presented: PresentedCode): { city: CityIdentity; code: string } {
  const code = "reference" in presented ? presented.reference : normalizeTypedCode(presented.typedCode);
  const city =
    "reference" in presented
      ? cityOfOrigin(cities, presented.cityOrigin)
      : cityOfCharacter(cities, code.charAt(0));
  if (city === undefined) throw redemptionsProblems.of("code-not-ours");
  return { city, code };
}
