import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { randomBytes32 } from "../../kernel/random-id.ts";
import { CHARGE_LIFE_SECONDS, CHARGE_POINTS_MAX, type Charge } from "./charge.ts";
import { newChargeCode, type ChargeCode } from "./charge-code.ts";
import { insertCounterCharge } from "./counter-charge-store.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { chargeIdOf, offerHashOf } from "./charge-terms.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";

export interface ChargeRequest {
  readonly merchant: Address;
  readonly terminal: Hex;
  readonly points: bigint;
  readonly offerText: string;
}

/** The last second, unix, of a charge opened now. */
export function chargeEnd(now: Date): bigint {
  return BigInt(Math.floor(now.getTime() / 1000) + CHARGE_LIFE_SECONDS);
}

/**
 * Fixes the terms of a sale and the code that the counter shows. Nothing is signed yet, so nothing can be taken.
 * @throws Problem `amount-too-large`
 */
export async function openCharge(
  manager: EntityManager,
  cityCharacter: string,
  request: ChargeRequest,
  now: Date,
): Promise<{ row: CounterChargeRow; code: ChargeCode }> {
  if (request.points > CHARGE_POINTS_MAX) {
    throw redemptionsProblems.of("amount-too-large", { limitPoints: CHARGE_POINTS_MAX.toString() });
  }
  const offerSalt = randomBytes32();
  const validBefore = Number(chargeEnd(now));
  const charge: Charge = {
    merchant: request.merchant,
    terminal: request.terminal,
    points: request.points,
    offerHash: offerHashOf(request.offerText, offerSalt),
    random: randomBytes32(),
    validBefore: BigInt(validBefore),
  };
  const row: CounterChargeRow = {
    chargeId: chargeIdOf(charge),
    ...charge,
    validBefore: new Date(validBefore * 1000),
    offerText: request.offerText,
    offerSalt,
    openedAt: now,
    state: "OPEN",
    homeCityId: null,
    consent: null,
    operationId: null,
  };
  const code = newChargeCode(cityCharacter);
  await insertCounterCharge(manager, row, [code.reference, code.typedCode]);
  return { row, code };
}
