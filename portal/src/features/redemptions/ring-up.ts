import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import { submitAct, submitOperation } from "../../api/submit-operation.ts";
import type { ScannedCode } from "../../scanning/parse-code.ts";
import type { Signed, ToSign } from "../../signing/typed-struct.ts";
import type { CounterCharge } from "./counter-charge.ts";

export type NewSale = { points: bigint; offerText: string; terminal: Hex };

/** Opens a sale: its terms are fixed, nothing is signed, and the answer carries the code to show. */
export function openSale({ points, offerText, terminal }: NewSale, idempotencyKey: string): Promise<CounterCharge> {
  return submitAct<CounterCharge>({ path: "/api/charges", body: { points: points.toString(), offerText, terminal }, idempotencyKey });
}

/** The counter read the person's code: the sale now waits on their screen. Ten tries a minute. */
export function meetPerson(chargeId: Hex, code: ScannedCode): Promise<CounterCharge> {
  const body = "reference" in code ? { reference: code.reference, cityOrigin: code.city.origin } : { typedCode: code.typed };
  return readAnswer<CounterCharge>(`/api/charges/${chargeId}/meeting`, { method: "POST", body });
}

/** Sends the terminal's signature, last. What became of the sale is read from the sale itself [Q11]. */
export async function sendTerminalSignature(chargeId: Hex, signed: Signed, idempotencyKey: string): Promise<void> {
  await submitAct<unknown>({ path: `/api/charges/${chargeId}/terminal-signature`, body: { signed }, idempotencyKey });
}

export function cancelSale(chargeId: Hex): Promise<CounterCharge> {
  return readAnswer<CounterCharge>(`/api/charges/${chargeId}/cancellation`, { method: "POST", body: {} });
}

type Tools = { idempotencyKey: string; onStatus: (status: string) => void };

/** What the terminal signs to undo a sale of today. */
export async function draftVoid(chargeId: Hex, terminal: Hex): Promise<ToSign> {
  return (await readAnswer<{ toSign: ToSign }>(`/api/charges/${chargeId}/void/draft`, { method: "POST", body: { terminal } })).toSign;
}

export async function voidSale(chargeId: Hex, validBefore: number, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path: `/api/charges/${chargeId}/void`, body: { validBefore, signed }, ...tools });
}

export type Refund = { points: bigint; reasonCode: number };

/** What the terminal signs to give points of a sale back. */
export async function draftRefund(chargeId: Hex, { points, reasonCode }: Refund): Promise<ToSign> {
  return (await readAnswer<{ toSign: ToSign }>(`/api/charges/${chargeId}/refund/draft`, { method: "POST", body: { points: points.toString(), reasonCode } })).toSign;
}

export async function refundSale(chargeId: Hex, { points, reasonCode }: Refund, drafted: { refundId: string; validBefore: number }, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path: `/api/charges/${chargeId}/refund`, body: { ...drafted, points: points.toString(), reasonCode, signed }, ...tools });
}
