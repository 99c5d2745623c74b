import { z } from "zod";
import { decimalTextSchema, positiveDecimalSchema } from "../../kernel/decimal.ts";
import { address, bytes32, count, isoTime, points, signed, toSign } from "../../platform/http/wire-schemas.ts";

const seconds = z.number().int().positive().meta({ description: "Seconds since 1970" });

export const refusalSchema = z
  .object({
    code: z.enum(["R1", "R2", "R3", "R4", "R5", "R6", "R7", "INCIDENT"]),
    title: z.string(),
    sentence: z.string(),
    titleEn: z.string(),
    sentenceEn: z.string(),
  })
  .meta({ id: "Refusal" });

export const chargeParamsSchema = z.strictObject({ chargeId: bytes32 });

export const residentCodeSchema = z
  .object({ reference: z.string(), typedCode: z.string(), url: z.string(), renewAt: isoTime, expiresAt: isoTime })
  .meta({ id: "ResidentCode" });

/** A scanned reference with the city it was scanned from, or a typed code. */
export const presentedCodeSchema = z.union([
  z.strictObject({ reference: z.string().regex(/^[A-Za-z0-9_-]{32}$/u), cityOrigin: z.url().max(200) }),
  z.strictObject({ typedCode: z.string().min(8).max(12) }),
]);
export type PresentedCode = z.output<typeof presentedCodeSchema>;

export const chargeViewStatuses = [
  "PRESENTED",
  "CONSENTED",
  "SETTLED",
  "DECLINED",
  "CANCELLED",
  "EXPIRED",
  "VOIDED",
  "PARTLY_REFUNDED",
  "REFUNDED",
] as const;

/** A charge as the resident sees it: who asks, how much, what to sign. */
export const chargeViewSchema = z
  .object({
    chargeId: bytes32,
    merchantName: z.string(),
    cityId: count,
    cityName: z.string(),
    points,
    dollarsText: z.string(),
    offerText: z.string(),
    validBefore: isoTime,
    status: z.enum(chargeViewStatuses),
    toSign: toSign.optional(),
    needsFull: z.boolean(),
    needsSecondConfirmation: z.boolean(),
    refusal: refusalSchema.optional(),
  })
  .meta({ id: "ChargeView" });
export type ChargeView = z.output<typeof chargeViewSchema>;

export const pendingChargesSchema = z.object({ charges: z.array(chargeViewSchema) });

export const consentBodySchema = z.strictObject({ validAfter: seconds, validBefore: seconds, signed });

export const receiptSchema = z
  .object({
    receiptNumber: z.string(),
    code: z.string().meta({ description: "Opens the receipt's proof to whoever is given it: POST /api/public/proofs" }),
    chargeId: bytes32,
    merchantName: z.string(),
    cityName: z.string(),
    offerText: z.string(),
    points,
    refundedPoints: points,
    lots: z.array(z.object({ cityId: count, points })),
    at: isoTime,
    blockNumber: count,
    status: z.enum(["SETTLED", "VOIDED", "PARTLY_REFUNDED", "REFUNDED"]),
    seal: z.object({ kind: z.enum(["TRIAL_REGISTER", "SEALED"]) }),
    asOfBlock: count,
  })
  .meta({ id: "Receipt" });

export const counterQuerySchema = z.object({ terminal: bytes32.optional() });

export const counterSchema = z
  .object({
    merchant: address,
    merchantName: z.string(),
    terminalStatus: z.enum(["ACTIVE", "REMOVED", "UNKNOWN"]),
    isActive: z.boolean(),
    dailyCeilingPoints: points,
    redeemedTodayPoints: points,
    asOfBlock: count,
  })
  .meta({ id: "Counter" });

export const counterChargeStatuses = [
  "OPEN",
  "MET",
  "CONSENTED",
  "SENT",
  "ACCEPTED",
  "DECLINED",
  "CANCELLED",
  "EXPIRED",
  "VOIDED",
  "PARTLY_REFUNDED",
  "REFUNDED",
] as const;

/** A charge as the counter sees it: never who pays, from where, or with whose points (O2). */
export const counterChargeSchema = z
  .object({
    chargeId: bytes32,
    points,
    refundedPoints: points,
    offerText: z.string(),
    status: z.enum(counterChargeStatuses),
    code: z.object({ typedCode: z.string(), url: z.string(), expiresAt: isoTime }).optional(),
    at: isoTime,
    validBefore: isoTime.optional(),
    toSign: toSign.optional(),
    refusal: refusalSchema.optional(),
    receiptNumber: z.string(),
    canVoid: z.boolean(),
  })
  .meta({ id: "CounterCharge" });
export type CounterChargeView = z.output<typeof counterChargeSchema>;

export const newChargeBodySchema = z.strictObject({
  points: positiveDecimalSchema,
  offerText: z.string().trim().max(120).default(""),
  terminal: bytes32,
});

export const takingsQuerySchema = z.object({ date: z.iso.date().optional() });
export const takingsSchema = z
  .object({
    date: z.iso.date(),
    charges: z.array(counterChargeSchema),
    totals: z.object({
      acceptedCount: count,
      acceptedPoints: points,
      voidedCount: count,
      voidedPoints: points,
      refundedPoints: points,
    }),
    asOfBlock: count,
  })
  .meta({ id: "Takings" });

export const signedBodySchema = z.strictObject({ signed });
export const toSignAnswerSchema = z.object({ toSign });
export const voidBodySchema = z.strictObject({ validBefore: seconds, signed });
const refundReason = z.number().int().min(1).max(9);
export const refundDraftBodySchema = z.strictObject({ points: positiveDecimalSchema, reasonCode: refundReason });
export const refundBodySchema = z.strictObject({
  refundId: bytes32,
  points: positiveDecimalSchema,
  reasonCode: refundReason,
  validBefore: seconds,
  signed,
});

/** City to city: the terms of a charge, from which the other city recomputes the charge's id. */
export const chargeTermsSchema = z.strictObject({
  merchant: address,
  terminal: bytes32,
  points: decimalTextSchema,
  offerHash: bytes32,
  random: bytes32,
  validBefore: seconds,
  offerText: z.string().max(120),
  offerSalt: bytes32,
});
export type ChargeTerms = z.output<typeof chargeTermsSchema>;

const heldCode = z.string().min(8).max(64);
export const fetchChargeBodySchema = z.strictObject({ code: heldCode });
export const fetchChargeAnswerSchema = z.discriminatedUnion("found", [
  z.object({ found: z.literal(true), terms: chargeTermsSchema }),
  z.object({ found: z.literal(false), reason: z.enum(["UNKNOWN", "USED"]) }),
]);

export const meetChargeBodySchema = z.strictObject({ code: heldCode, terms: chargeTermsSchema });
export const meetChargeAnswerSchema = z.discriminatedUnion("met", [
  z.object({ met: z.literal(true) }),
  z.object({ met: z.literal(false), reason: z.enum(["UNKNOWN", "USED", "CITY_NOT_OPENED", "TERMS_DIFFER"]) }),
]);

export const deliverConsentBodySchema = z.strictObject({
  consent: z.strictObject({
    account: address,
    chargeId: bytes32,
    merchant: address,
    points: decimalTextSchema,
    validAfter: seconds,
    validBefore: seconds,
  }),
  signed,
});
export const deliverConsentAnswerSchema = z.discriminatedUnion("accepted", [
  z.object({ accepted: z.literal(true) }),
  z.object({ accepted: z.literal(false), reason: z.enum(["UNKNOWN", "NOT_WAITING", "EXPIRED", "TERMS_DIFFER", "BAD_SIGNATURE"]) }),
]);

export const endChargeBodySchema = z.strictObject({ chargeId: bytes32 });
export const endChargeAnswerSchema = z.object({ ended: z.boolean() });
