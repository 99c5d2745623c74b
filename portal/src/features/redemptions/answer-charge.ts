import { readAnswer } from "../../api/read-answer.ts";
import type { Signed, ToSign } from "../../signing/typed-struct.ts";
import type { PresentedCharge } from "./presented-charge.ts";

/** What is asked to be signed is not what the screen shows: nothing is signed. */
export class ConsentDiffers extends Error {
  readonly member: string;
  constructor(member: string) {
    super(`The consent's ${member} is not the one shown`);
    this.name = "ConsentDiffers";
    this.member = member;
  }
}

/**
 * The consent to sign for a charge, once it says what the person has read: this charge, this amount, until its own
 * end, from their own account. Throws `ConsentDiffers`.
 */
export function consentToSign(charge: PresentedCharge, account: string): ToSign {
  const { toSign } = charge;
  if (toSign?.contract !== "redemptionDesk" || toSign.primaryType !== "Consent") throw new ConsentDiffers("kind");
  const { message } = toSign;
  const textOf = (member: string) => String(message[member]).toLowerCase();
  if (textOf("chargeId") !== charge.chargeId.toLowerCase()) throw new ConsentDiffers("chargeId");
  if (textOf("points") !== charge.points) throw new ConsentDiffers("points");
  if (textOf("account") !== account.toLowerCase()) throw new ConsentDiffers("account");
  if (Number(message.validBefore) * 1000 !== Date.parse(charge.validBefore)) throw new ConsentDiffers("validBefore");
  return toSign;
}

/** Sends the resident's approval, which the service takes to the merchant's city. Approving twice is approving once. */
export async function approveCharge(charge: PresentedCharge, consent: ToSign, signed: Signed): Promise<PresentedCharge> {
  const body = { validAfter: Number(consent.message.validAfter), validBefore: Number(consent.message.validBefore), signed };
  return readAnswer<PresentedCharge>(`/api/account/charges/${charge.chargeId}/consent`, { method: "POST", body });
}

/** Says no: the merchant's screen says that it was not paid. */
export async function refuseCharge(chargeId: string): Promise<PresentedCharge> {
  return readAnswer<PresentedCharge>(`/api/account/charges/${chargeId}/refusal`, { method: "POST" });
}
