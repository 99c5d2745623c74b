import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import type { z } from "zod";
import { defineIntercityHandler, type IntercityHandler } from "../../intercity/intercity-handler.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { AskCity } from "./ask-city.ts";
import { lockCounterCharge, updateCounterCharge } from "./counter-charge-store.ts";
import { lockPresentedCharge, setPresentedState } from "./presented-charge-store.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import { endChargeAnswerSchema, endChargeBodySchema } from "./redemptions.schemas.ts";

export const CANCEL_CHARGE = "cancel-charge";
export const REFUSE_CHARGE = "refuse-charge";
type Answer = z.input<typeof endChargeAnswerSchema>;

/**
 * The counter ends a sale before its terminal signs; afterwards only the ledger answers.
 * @throws Problem `charge-unknown`, `charge-over`
 */
export async function cancelCharge(
  parts: { database: DataSource; askCity: AskCity },
  merchant: Address,
  chargeId: Hex,
): Promise<void> {
  const homeCityId = await inTransaction(parts.database, async ({ manager }) => {
    const row = await lockCounterCharge(manager, chargeId);
    if (row === null || row.merchant !== merchant) throw redemptionsProblems.of("charge-unknown");
    if (row.state === "SENT") throw redemptionsProblems.of("charge-over");
    await updateCounterCharge(manager, chargeId, { state: "CANCELLED" });
    return row.homeCityId;
  });
  if (homeCityId !== null) await tellQuietly(parts.askCity, homeCityId, CANCEL_CHARGE, chargeId);
}

/**
 * The resident says no, before anything is signed by the terminal.
 * @throws Problem `charge-unknown`, `charge-over`
 */
export async function refuseCharge(
  parts: { database: DataSource; askCity: AskCity },
  account: Address,
  chargeId: Hex,
): Promise<void> {
  const merchantCityId = await inTransaction(parts.database, async ({ manager }) => {
    const row = await lockPresentedCharge(manager, chargeId);
    if (row === null || row.account !== account) throw redemptionsProblems.of("charge-unknown");
    if (row.state === "CONSENTED") throw redemptionsProblems.of("charge-over");
    await setPresentedState(manager, chargeId, "REFUSED");
    return row.merchantCityId;
  });
  await tellQuietly(parts.askCity, merchantCityId, REFUSE_CHARGE, chargeId);
}

/** Courtesy to the other side: its own copy lapses by itself within two minutes. */
async function tellQuietly(askCity: AskCity, cityId: number, name: string, chargeId: Hex): Promise<void> {
  await askCity(cityId, name, { chargeId }, endChargeAnswerSchema).catch(() => undefined);
}

/** At the resident's city: the counter cancelled. */
export function cancelChargeHandler(liveEvents: LiveEvents): IntercityHandler {
  return defineIntercityHandler({
    name: CANCEL_CHARGE,
    body: endChargeBodySchema,
    handle: async (fromCityId, { chargeId }, { manager, afterCommit }): Promise<Answer> => {
      const row = await lockPresentedCharge(manager, chargeId);
      if (row === null || row.merchantCityId !== fromCityId) return { ended: false };
      await setPresentedState(manager, chargeId, "CANCELLED");
      afterCommit(() => {
        liveEvents.publish({
          name: "charge-changed",
          to: { kind: "ACCOUNT", account: row.account },
          data: { chargeId, status: "CANCELLED" },
        });
      });
      return { ended: true };
    },
  });
}

/** At the merchant's city: the resident refused. */
export function refuseChargeHandler(liveEvents: LiveEvents): IntercityHandler {
  return defineIntercityHandler({
    name: REFUSE_CHARGE,
    body: endChargeBodySchema,
    handle: async (fromCityId, { chargeId }, { manager, afterCommit }): Promise<Answer> => {
      const row = await lockCounterCharge(manager, chargeId);
      if (row === null || row.homeCityId !== fromCityId || row.state !== "MET") return { ended: false };
      await updateCounterCharge(manager, chargeId, { state: "CANCELLED" });
      afterCommit(() => {
        liveEvents.publish({
          name: "charge-changed",
          to: { kind: "INSTITUTION", institution: row.merchant },
          data: { chargeId, status: "CANCELLED" },
        });
      });
      return { ended: true };
    },
  });
}
