import { readAnswer } from "../../api/read-answer.ts";
import { IDEMPOTENCY_HEADER, submitAct, submitOperation } from "../../api/submit-operation.ts";
import type { Signed, ToSign } from "../../signing/typed-struct.ts";
import type { Exchange } from "./exchanges.ts";
import type { ExchangeProposal } from "./exchange-proposal.ts";

type Answer = { exchange: Exchange };
type Tools = { idempotencyKey: string; onStatus?: (status: string) => void };

/** Proposes by the partner's member code; nothing is reserved. */
export async function proposeExchange(proposal: ExchangeProposal, { idempotencyKey }: Tools): Promise<Exchange> {
  return (await submitAct<Answer>({ path: "/api/exchanges", body: proposal, idempotencyKey })).exchange;
}

/** Says yes, which gives one's name to the other, or no; a proposer may take the proposal back. */
export async function answerExchange(exchangeId: string, answer: "acceptance" | "refusal", { idempotencyKey }: Tools): Promise<Exchange> {
  return (await submitAct<Answer>({ path: `/api/exchanges/${exchangeId}/${answer}`, body: {}, idempotencyKey })).exchange;
}

/** The provider signs first, after the service. */
export async function signAsProvider(exchangeId: string, signed: Signed, { idempotencyKey }: Tools): Promise<Exchange> {
  return (await submitAct<Answer>({ path: `/api/exchanges/${exchangeId}/provider-signature`, body: { signed }, idempotencyKey })).exchange;
}

/** The receiver confirms: the points move. Followed until the index shows it. */
export async function signAsReceiver(exchangeId: string, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path: `/api/exchanges/${exchangeId}/receiver-signature`, body: { signed }, ...tools });
}

export type TestimonialWords = { rating: number; text: string };

/** What is to be signed for these words; the service keeps them with a fresh salt. Each call is its own. */
export async function draftTestimonial(exchangeId: string, words: TestimonialWords): Promise<ToSign> {
  const headers = { [IDEMPOTENCY_HEADER]: crypto.randomUUID() };
  return (await readAnswer<{ toSign: ToSign }>(`/api/exchanges/${exchangeId}/testimonial`, { method: "POST", body: words, headers })).toSign;
}

export async function giveTestimonial(exchangeId: string, words: TestimonialWords, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path: `/api/exchanges/${exchangeId}/testimonial`, body: { ...words, signed }, ...tools });
}
