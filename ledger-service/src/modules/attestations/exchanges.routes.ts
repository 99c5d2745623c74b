import { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { acceptExchange, ownSide, refuseExchange, type AnswerExchangeParts } from "./answer-exchange.ts";
import { exchangeProblems } from "./exchange.problems.ts";
import {
  exchangeAnswerSchema,
  exchangeLimitsSchema,
  exchangeParams,
  exchangeSignatureBody,
  exchangesSchema,
  proposeExchangeBody,
  testimonialBody,
  testimonialToSignSchema,
} from "./exchanges.schemas.ts";
import { giveTestimonial, type GiveTestimonialParts } from "./give-testimonial.ts";
import { proposeExchange, type ExchangePerson, type ProposeExchangeParts } from "./propose-exchange.ts";
import { signAsProvider, signAsReceiver, type SignExchangeParts } from "./sign-exchange.ts";
import { signedAnswer } from "./signed-answer.ts";
import { viewExchange, type ViewExchangeParts } from "./view-exchange.ts";
import { emptyBody } from "../points/points.schemas.ts";

export interface ExchangeRouteParts
  extends ProposeExchangeParts, AnswerExchangeParts, SignExchangeParts, GiveTestimonialParts, ViewExchangeParts {
  readonly asOfBlock: () => Promise<number>;
}

const resident = { role: "RESIDENT" } as const;
const chainRefusals = [
  "exchange-expired", "exchange-signature-refused", "exchange-account-refused", "exchange-rate-exceeded", "exchange-pair-exceeded",
  "exchange-too-many-partners", "exchange-points-insufficient", "exchange-shape-refused",
] as const;

/** Exchanges between two residents, of one city or of two. */
export function exchangeRoutes(parts: ExchangeRouteParts): Route[] {
  return [...readRoutes(parts), ...agreementRoutes(parts), ...signatureRoutes(parts)];
}

function readRoutes(parts: ExchangeRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/exchanges",
      summary: "Exchanges of the resident, newest first",
      access: resident,
      answer: exchangesSchema,
      handle: async ({ caller }) => {
        const sides = caller.account === undefined ? [] : await parts.exchanges.sidesOf(caller.account);
        return { exchanges: await Promise.all(sides.map((side) => viewExchange(parts, side))), asOfBlock: await parts.asOfBlock() };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/exchanges/limits",
      summary: "The council's bounds on exchanges, said before one is proposed",
      access: resident,
      answer: exchangeLimitsSchema,
      handle: async () => {
        const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = await parts.limits();
        return { pointsPerMinuteMax, pairPointsMax: pairPointsMax.toString(), newPartnersMax, note: "Vos points ne sont pas réservés." };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/exchanges/{exchangeId}",
      summary: "One exchange, with what to sign when it is one's turn",
      access: resident,
      params: exchangeParams,
      answer: exchangeAnswerSchema,
      problems: ["exchange-unknown"],
      handle: async ({ params, caller }) => {
        const side = await parts.exchanges.sideOf(params.exchangeId, personOf(caller).account);
        if (side === undefined) throw exchangeProblems.of("exchange-unknown");
        return { exchange: await viewExchange(parts, side) };
      },
    }),
  ];
}

function agreementRoutes(parts: ExchangeRouteParts): Route[] {
  return [
    defineAct({
      method: "POST",
      path: "/api/exchanges",
      summary: "Propose an exchange by the partner's member code; nothing is reserved",
      access: resident,
      body: proposeExchangeBody,
      status: 201,
      answer: exchangeAnswerSchema,
      problems: ["partner-unknown", "exchange-with-oneself", "exchange-rate-exceeded", "exchange-pair-exceeded"],
      limit: { count: 30, per: "hour", by: "person" },
      handle: async ({ body, caller, transaction }) => ({
        exchange: await viewExchange(parts, await proposeExchange(parts, transaction, personOf(caller), body)),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/exchanges/{exchangeId}/acceptance",
      summary: "Say yes; one's name goes to the proposer",
      access: resident,
      params: exchangeParams,
      body: emptyBody,
      status: 200,
      answer: exchangeAnswerSchema,
      problems: ["exchange-unknown", "exchange-not-your-turn", "exchange-over"],
      handle: async ({ params, caller, transaction }) => {
        const person = personOf(caller);
        await acceptExchange(parts, transaction, person, params.exchangeId);
        return viewOwn(parts, transaction, person, params.exchangeId);
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/exchanges/{exchangeId}/refusal",
      summary: "Say no, or take a proposal back",
      access: resident,
      params: exchangeParams,
      body: emptyBody,
      status: 200,
      answer: exchangeAnswerSchema,
      problems: ["exchange-unknown", "exchange-over"],
      handle: async ({ params, caller, transaction }) => {
        const person = personOf(caller);
        await refuseExchange(parts, transaction, person, params.exchangeId);
        return viewOwn(parts, transaction, person, params.exchangeId);
      },
    }),
  ];
}

function signatureRoutes(parts: ExchangeRouteParts): Route[] {
  return [
    defineAct({
      method: "POST",
      path: "/api/exchanges/{exchangeId}/provider-signature",
      summary: "The provider signs first, after the service",
      access: resident,
      params: exchangeParams,
      body: exchangeSignatureBody,
      status: 200,
      answer: exchangeAnswerSchema,
      problems: ["exchange-unknown", "exchange-not-your-turn", "exchange-over", "exchange-signature-refused"],
      handle: async ({ params, body, caller, transaction }) => {
        const person = personOf(caller);
        await signAsProvider(parts, transaction, person, params.exchangeId, body.signed);
        return viewOwn(parts, transaction, person, params.exchangeId);
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/exchanges/{exchangeId}/receiver-signature",
      summary: "The receiver confirms within 14 days: the points move",
      access: resident,
      params: exchangeParams,
      body: exchangeSignatureBody,
      answer: operationAnswerSchema,
      problems: ["exchange-unknown", "exchange-not-your-turn", "exchange-over", ...chainRefusals],
      handle: async ({ params, body, caller, transaction }) => ({
        operation: await signAsReceiver(parts, transaction, personOf(caller), params.exchangeId, body.signed),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/exchanges/{exchangeId}/testimonial",
      summary: "Leave a testimonial: first what to sign, then the signature",
      access: resident,
      params: exchangeParams,
      body: testimonialBody,
      answer: z.union([operationAnswerSchema, testimonialToSignSchema]),
      problems: ["exchange-unknown", "testimonial-refused", "testimonial-repeated"],
      handle: async ({ params, body, caller, transaction }) =>
        signedAnswer(await giveTestimonial(parts, transaction, personOf(caller), { ...params, ...body })),
    }),
  ];
}

async function viewOwn(parts: ExchangeRouteParts, transaction: Transaction, person: ExchangePerson, exchangeId: `0x${string}`) {
  return { exchange: await viewExchange(parts, await ownSide(parts, transaction, person, exchangeId)) };
}

function personOf(caller: Caller): ExchangePerson {
  // The route's access lets residents in only; one whose account is not open yet has no exchange.
  if (caller.account === undefined) throw exchangeProblems.of("exchange-unknown");
  return { personId: caller.personId, account: caller.account, name: caller.displayName };
}
