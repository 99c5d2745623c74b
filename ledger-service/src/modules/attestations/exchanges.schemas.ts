import { z } from "zod";
import { positiveDecimalSchema } from "../../kernel/decimal.ts";
import { bytes32, count, isoTime, points, signed, toSign } from "../../platform/http/wire-schemas.ts";

export const exchangeStatuses = ["PROPOSED", "ACCEPTED", "PROVIDER_SIGNED", "SENT", "SETTLED", "DECLINED", "EXPIRED", "FAILED"] as const;
export const exchangeRoles = ["PROVIDER", "RECEIVER"] as const;
export const exchangeKinds = ["SERVICE", "OBJECT"] as const;

export const proposeExchangeBody = z
  .object({
    partnerMemberCode: z.string().max(40),
    iAm: z.enum(exchangeRoles),
    title: z.string().trim().min(3).max(120),
    description: z.string().trim().max(2_000).default(""),
    points: positiveDecimalSchema,
    quantityMinutes: z.number().int().min(0).max(10_080),
    kind: z.enum(exchangeKinds),
  })
  .meta({ id: "ExchangeProposal" });

const rating = z.number().int().min(1).max(5);
export const testimonialSchema = z
  .object({ by: z.enum(["ME", "PARTNER"]), rating, text: z.string().nullable(), at: isoTime })
  .meta({ id: "Testimonial" });

export const exchangeSchema = z
  .object({
    exchangeId: bytes32,
    status: z.enum(exchangeStatuses),
    iAm: z.enum(exchangeRoles),
    iProposed: z.boolean(),
    partnerName: z.string().nullable().meta({ description: "Given with the partner's proposal or acceptance, not before" }),
    partnerCityName: z.string(),
    title: z.string(),
    description: z.string(),
    points,
    quantityMinutes: count,
    kind: z.enum(exchangeKinds),
    toSign: toSign.optional().meta({ description: "When it is this person's turn to sign" }),
    myTurn: z.enum(["ACCEPT", "SIGN", "CONFIRM", "TESTIFY"]).nullable(),
    note: z.string().nullable(),
    proposedAt: isoTime,
    confirmBefore: isoTime.nullable(),
    settledAt: isoTime.nullable(),
    testimonials: z.array(testimonialSchema),
    operationId: z.uuid().optional(),
  })
  .meta({ id: "Exchange" });
export const exchangeAnswerSchema = z.object({ exchange: exchangeSchema }).meta({ id: "ExchangeAnswer" });
export const exchangesSchema = z.object({ exchanges: z.array(exchangeSchema), asOfBlock: count }).meta({ id: "Exchanges" });
export const exchangeParams = z.object({ exchangeId: bytes32 });
export const exchangeSignatureBody = z.object({ signed }).meta({ id: "ExchangeSignature" });
export const testimonialBody = z
  .object({ rating, text: z.string().trim().max(1_000).default(""), signed: signed.optional() })
  .meta({ id: "TestimonialRequest" });
export const testimonialToSignSchema = z.object({ toSign }).meta({ id: "TestimonialToSign" });
export const exchangeLimitsSchema = z
  .object({ pointsPerMinuteMax: count, pairPointsMax: points, newPartnersMax: count, note: z.string() })
  .meta({ id: "ExchangeLimits" });

export type ExchangeJson = z.infer<typeof exchangeSchema>;
