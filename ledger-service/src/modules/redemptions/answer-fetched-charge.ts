import type { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import { lockChargeOfCode, updateCounterCharge } from "./counter-charge-store.ts";
import { termsOfRow } from "./counter-charge-terms.ts";
import { fetchChargeBodySchema, type fetchChargeAnswerSchema } from "./redemptions.schemas.ts";

export const FETCH_CHARGE = "fetch-charge";

/** A resident scanned or typed a code of this city's counters: their city asks for the terms, once (Q6). */
export const fetchChargeHandler: IntercityHandler = defineIntercityHandler({
  name: FETCH_CHARGE,
  body: fetchChargeBodySchema,
  handle: async (fromCityId, { code }, { manager }): Promise<z.input<typeof fetchChargeAnswerSchema>> => {
    const row = await lockChargeOfCode(manager, code, new Date());
    if (row === null) return { found: false, reason: "UNKNOWN" };
    if (row.state !== "OPEN") return { found: false, reason: "USED" };
    await updateCounterCharge(manager, row.chargeId, { state: "MET", homeCityId: fromCityId });
    return { found: true, terms: termsOfRow(row) };
  },
});
