import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { AskCity } from "./ask-city.ts";
import { findCounterCharge, lockCounterCharge, updateCounterCharge } from "./counter-charge-store.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { termsOfRow } from "./counter-charge-terms.ts";
import { MEET_CHARGE } from "./present-charge.ts";
import { placeOfCode } from "./presented-code.ts";
import type { MemberCities } from "./redemption-doors.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import { meetChargeAnswerSchema, type PresentedCode } from "./redemptions.schemas.ts";

/**
 * The counter scanned or typed a resident's code: their city puts this charge before them.
 * @throws Problem `charge-unknown`, `charge-over`, `code-unknown`, `code-used`, `code-not-ours`, `redemption-declined`
 */
export async function meetResident(
  parts: { database: DataSource; cities: MemberCities; askCity: AskCity },
  merchant: Address,
  chargeId: Hex,
  presented: PresentedCode,
): Promise<CounterChargeRow> {
  const { city, code } = placeOfCode(parts.cities, presented);
  const row = await holdForMeeting(parts.database, merchant, chargeId, city.id);
  const answer = await parts
    .askCity(city.id, MEET_CHARGE, { code, terms: { ...termsOfRow(row) } }, meetChargeAnswerSchema)
    .catch(async (error: unknown) => {
      await reopen(parts.database, chargeId);
      throw error;
    });
  if (!answer.met) {
    await reopen(parts.database, chargeId);
    throw problemOf(answer.reason, parts.cities.own.name);
  }
  return (await findCounterCharge(parts.database, chargeId)) ?? row;
}

/** The charge is met from here on: the consent may come before the other city's answer does. */
function holdForMeeting(database: DataSource, merchant: Address, chargeId: Hex, homeCityId: number) {
  return inTransaction(database, async ({ manager }) => {
    const row = await lockCounterCharge(manager, chargeId);
    if (row === null || row.merchant !== merchant) throw redemptionsProblems.of("charge-unknown");
    if (row.state !== "OPEN" || row.validBefore <= new Date()) throw redemptionsProblems.of("charge-over");
    await updateCounterCharge(manager, chargeId, { state: "MET", homeCityId });
    return row;
  });
}

function reopen(database: DataSource, chargeId: Hex) {
  return inTransaction(database, async ({ manager }) => {
    const row = await lockCounterCharge(manager, chargeId);
    if (row?.state === "MET") await updateCounterCharge(manager, chargeId, { state: "OPEN", homeCityId: null });
  });
}

function problemOf(reason: "UNKNOWN" | "USED" | "CITY_NOT_OPENED" | "TERMS_DIFFER", cityName: string) {
  if (reason === "USED") return redemptionsProblems.of("code-used");
  if (reason === "CITY_NOT_OPENED") return redemptionsProblems.of("points-not-opened-here", { cityName });
  return redemptionsProblems.of("code-unknown");
}
