import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { inTransaction } from "../../platform/database/transaction.ts";
import { FETCH_CHARGE } from "./answer-fetched-charge.ts";
import type { AskCity } from "./ask-city.ts";
import { presentCharge } from "./present-charge.ts";
import { placeOfCode } from "./presented-code.ts";
import type { MemberCities, OpenedCities } from "./redemption-doors.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import { fetchChargeAnswerSchema, type PresentedCode } from "./redemptions.schemas.ts";

/**
 * A resident scanned or typed the code that a counter shows. The city must be opened before its counter is asked, so
 * that nothing of the resident reaches a city they have not chosen [L7].
 * @throws Problem `code-not-ours`, `city-not-opened`, `code-unknown`, `code-used`, `consent-refused`
 */
export async function claimCharge(
  parts: { database: DataSource; cities: MemberCities; openedCities: OpenedCities; askCity: AskCity },
  account: Address,
  presented: PresentedCode,
): Promise<Hex> {
  const { city, code } = placeOfCode(parts.cities, presented);
  if (!(await parts.openedCities.hasOpenedCity(account, city.id))) {
    throw redemptionsProblems.of("city-not-opened", { cityName: city.name });
  }
  const answer = await parts.askCity(city.id, FETCH_CHARGE, { code }, fetchChargeAnswerSchema);
  if (!answer.found) throw redemptionsProblems.of(answer.reason === "USED" ? "code-used" : "code-unknown");
  const chargeId = await inTransaction(parts.database, ({ manager }) =>
    presentCharge(manager, account, city.id, answer.terms, new Date()),
  );
  if (chargeId === undefined) throw redemptionsProblems.of("consent-refused");
  return chargeId;
}
