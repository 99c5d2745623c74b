import type { Hex } from "viem";
import { structHashOf } from "../../signing/typed-struct.ts";
import type { ToSign } from "../../signing/typed-struct.ts";
import type { CounterCharge } from "./counter-charge.ts";
import type { Refund } from "./ring-up.ts";

/** What is asked to be signed is not what the counter shows: the terminal signs nothing. */
export class SaleDiffers extends Error {
  readonly member: string;
  constructor(member: string) {
    super(`The sale's ${member} is not the one shown`);
    this.name = "SaleDiffers";
    this.member = member;
  }
}

function requireStruct(asked: ToSign | undefined, primaryType: string): ToSign {
  if (asked?.contract !== "redemptionDesk" || asked.primaryType !== primaryType) throw new SaleDiffers("kind");
  return asked;
}

function requireMember(asked: ToSign, member: string, shown: string): void {
  if (String(asked.message[member]).toLowerCase() !== shown.toLowerCase()) throw new SaleDiffers(member);
}

/**
 * The charge to sign, once it is this very sale: its id is recomputed from the terms, so that the two words on the
 * screen are those of what is signed. Throws `SaleDiffers`.
 */
export function chargeToSign(charge: CounterCharge, place: { merchant: Hex; terminal: Hex }): ToSign {
  const asked = requireStruct(charge.toSign, "Charge");
  requireMember(asked, "merchant", place.merchant);
  requireMember(asked, "terminal", place.terminal);
  requireMember(asked, "points", charge.points);
  if (structHashOf(asked).toLowerCase() !== charge.chargeId.toLowerCase()) throw new SaleDiffers("chargeId");
  return asked;
}

/** The void to sign: of this sale, by this terminal. */
export function voidToSign(asked: ToSign, chargeId: Hex, terminal: Hex): ToSign {
  requireStruct(asked, "RedemptionVoid");
  requireMember(asked, "chargeId", chargeId);
  requireMember(asked, "terminal", terminal);
  return asked;
}

/** The refund to sign: of this sale, this many points, for this reason. */
export function refundToSign(asked: ToSign, chargeId: Hex, { points, reasonCode }: Refund): ToSign {
  requireStruct(asked, "Refund");
  requireMember(asked, "chargeId", chargeId);
  requireMember(asked, "points", points.toString());
  requireMember(asked, "reasonCode", String(reasonCode));
  return asked;
}
