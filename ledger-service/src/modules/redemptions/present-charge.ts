import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import type { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import { chargeIdOf, chargeOfTerms, isOfferOfTerms } from "./charge-terms.ts";
import { insertPresentedCharge, lockResidentCode, useResidentCode } from "./presented-charge-store.ts";
import type { OpenedCities } from "./redemption-doors.ts";
import { meetChargeBodySchema, type ChargeTerms, type meetChargeAnswerSchema } from "./redemptions.schemas.ts";

export const MEET_CHARGE = "meet-charge";
type Answer = z.input<typeof meetChargeAnswerSchema>;

/** Puts a charge before a resident. @returns undefined when its terms do not hold together */
export async function presentCharge(
  manager: EntityManager,
  account: Address,
  merchantCityId: number,
  terms: ChargeTerms,
  now: Date,
): Promise<Hex | undefined> {
  if (!isOfferOfTerms(terms)) return undefined;
  const chargeId = chargeIdOf(chargeOfTerms(terms));
  const validBefore = new Date(terms.validBefore * 1000);
  const isNew = await insertPresentedCharge(manager, {
    chargeId,
    account,
    merchantCityId,
    terms,
    state: "PRESENTED",
    presentedAt: now,
    validBefore,
  });
  return isNew ? chargeId : undefined;
}

/** A counter, here or abroad, read the code that a resident of this city shows. One code meets one charge (Q6). */
export function meetChargeHandler(parts: { openedCities: OpenedCities; liveEvents: LiveEvents }): IntercityHandler {
  return defineIntercityHandler({
    name: MEET_CHARGE,
    body: meetChargeBodySchema,
    handle: async (fromCityId, { code, terms }, { manager, afterCommit }): Promise<Answer> => {
      const now = new Date();
      const held = await lockResidentCode(manager, code);
      if (held === null || held.expiresAt <= now) return { met: false, reason: "UNKNOWN" };
      if (held.usedAt !== null) return { met: false, reason: "USED" };
      if (!(await parts.openedCities.hasOpenedCity(held.account, fromCityId))) {
        return { met: false, reason: "CITY_NOT_OPENED" };
      }
      const chargeId = await presentCharge(manager, held.account, fromCityId, terms, now);
      if (chargeId === undefined) return { met: false, reason: "TERMS_DIFFER" };
      await useResidentCode(manager, held.codeId, now);
      afterCommit(() => {
        parts.liveEvents.publish({
          name: "charge-presented",
          to: { kind: "ACCOUNT", account: held.account },
          data: { chargeId },
        });
      });
      return { met: true };
    },
  });
}
