import { z } from "zod";

const hex32 = z.string().regex(/^0x[0-9a-f]{64}$/u);
const address = z.string().regex(/^0x[0-9a-f]{40}$/iu);
const pointsText = z.string().regex(/^[1-9][0-9]{0,8}$/u).meta({ description: "Whole points, decimal" });
const countText = z.string().regex(/^[0-9]+$/u);
const signed = z.strictObject({
  signer: z.string().regex(/^0x[0-9a-f]{40,512}$/iu),
  signature: z.string().regex(/^0x[0-9a-f]{2,4096}$/iu),
});
const toSign = z.object({
  contract: z.literal("redemptionDesk"),
  primaryType: z.enum(["Charge", "Consent", "RedemptionVoid", "Refund"]),
  message: z.record(z.string(), z.union([z.string(), z.number()])),
});

const refusal = z
  .object({
    code: z.enum(["R1", "R2", "R3", "R4", "R5", "R6", "R7", "INCIDENT"]),
    title: z.string(),
    sentence: z.string(),
    titleEn: z.string(),
    sentenceEn: z.string(),
  })
  .meta({ id: "Refusal" });

export const chargeIdParams = z.strictObject({ chargeId: hex32 });

export const residentCode = z
  .object({
    reference: z.string(),
    typedCode: z.string(),
    url: z.string(),
    renewAt: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: "ResidentCode" });

const presentedCode = {
  reference: z.string().regex(/^[A-Za-z0-9_-]{32}$/u).optional(),
  typedCode: z.string().min(8).max(12).optional(),
  cityOrigin: z.url().max(200).optional(),
};

/** Exactly one of a scanned reference, with the city it was scanned from, and a typed code. */
export const presentedCodeBody = z
  .strictObject(presentedCode)
  .refine((body) => (body.reference === undefined) !== (body.typedCode === undefined), {
    message: "Donnez le code lu ou le code tapé.",
  })
  .refine((body) => body.reference === undefined || body.cityOrigin !== undefined, {
    message: "Le code lu doit venir avec l’adresse de sa ville.",
  });

export const chargeView = z
  .object({
    chargeId: hex32,
    merchantName: z.string(),
    cityId: z.number().int(),
    cityName: z.string(),
    points: pointsText,
    dollarsText: z.string(),
    offerText: z.string(),
    validBefore: z.string(),
    status: z.enum(["PRESENTED", "CONSENTED", "SETTLED", "DECLINED", "CANCELLED", "EXPIRED", "VOIDED"]),
    toSign: toSign.optional(),
    needsFull: z.boolean(),
    needsSecondConfirmation: z.boolean(),
    refusal: refusal.optional(),
  })
  .meta({ id: "ChargeView" });

export const pendingCharges = z.object({ charges: z.array(chargeView) });

export const consentBody = z.strictObject({
  validAfter: z.number().int().positive(),
  validBefore: z.number().int().positive(),
  signed,
});

export const receipt = z
  .object({
    receiptNumber: z.string(),
    chargeId: hex32,
    merchantName: z.string(),
    cityName: z.string(),
    points: countText,
    refundedPoints: countText,
    lots: z.array(z.object({ cityId: z.number().int(), points: countText })),
    at: z.string(),
    blockNumber: z.number().int(),
    status: z.enum(["SETTLED", "VOIDED", "PARTLY_REFUNDED", "REFUNDED"]),
    seal: z.object({ kind: z.enum(["TRIAL_REGISTER", "SEALED"]) }),
    asOfBlock: z.number().int(),
  })
  .meta({ id: "Receipt" });

export const counter = z
  .object({
    merchant: address,
    merchantName: z.string(),
    terminal: hex32.optional(),
    terminalStatus: z.enum(["ACTIVE", "REMOVED", "UNKNOWN"]),
    status: z.enum(["ACTIVE", "SUSPENDED", "CLOSED"]),
    dailyCeilingPoints: countText,
    redeemedTodayPoints: countText,
    asOfBlock: z.number().int(),
  })
  .meta({ id: "Counter" });

export const counterCharge = z
  .object({
    chargeId: hex32,
    points: pointsText,
    refundedPoints: countText,
    offerText: z.string(),
    status: z.enum([
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
    ]),
    code: z.object({ typedCode: z.string(), url: z.string(), expiresAt: z.string() }).optional(),
    at: z.string(),
    validBefore: z.string(),
    toSign: toSign.optional(),
    refusal: refusal.optional(),
    receiptNumber: z.string().optional(),
  })
  .meta({ id: "CounterCharge" });

export const newChargeBody = z.strictObject({
  points: pointsText,
  offerText: z.string().trim().max(120).default(""),
  terminal: hex32,
});

export const counterQuery = z.strictObject({ terminal: hex32.optional() });
export const takingsQuery = z.strictObject({ date: z.iso.date().optional() });
export const takings = z
  .object({
    date: z.string(),
    charges: z.array(counterCharge),
    totals: z.object({
      acceptedCount: z.number().int(),
      acceptedPoints: countText,
      voidedCount: z.number().int(),
      voidedPoints: countText,
      refundedPoints: countText,
    }),
    asOfBlock: z.number().int(),
  })
  .meta({ id: "Takings" });

export const signedBody = z.strictObject({ signed });
export const signedWithDeadlineBody = z.strictObject({ validBefore: z.number().int().positive(), signed });
export const toSignResponse = z.object({ toSign });
export const refundDraftBody = z.strictObject({ points: pointsText, reasonCode: z.number().int().min(1).max(9) });
export const refundBody = z.strictObject({
  refundId: hex32,
  points: pointsText,
  reasonCode: z.number().int().min(1).max(9),
  validBefore: z.number().int().positive(),
  signed,
});

/** City to city: the terms of a charge, from which the other city recomputes the charge's id. */
export const chargeTerms = z.strictObject({
  merchant: address,
  terminal: hex32,
  points: pointsText,
  offerHash: hex32,
  random: hex32,
  validBefore: z.number().int().positive(),
  offerText: z.string().max(120),
  offerSalt: hex32,
});
export type ChargeTerms = z.infer<typeof chargeTerms>;

export const fetchChargeRequest = z.strictObject({
  reference: z.string().optional(),
  typedCode: z.string().optional(),
});
export const fetchChargeAnswer = z.discriminatedUnion("found", [
  z.object({ found: z.literal(true), terms: chargeTerms }),
  z.object({ found: z.literal(false) }),
]);

export const meetChargeRequest = z.strictObject({
  reference: z.string().optional(),
  typedCode: z.string().optional(),
  terms: chargeTerms,
});
export const meetChargeAnswer = z.object({ met: z.boolean(), reason: z.enum(["UNKNOWN_CODE", "CITY_NOT_OPENED"]).optional() });

export const deliverConsentRequest = z.strictObject({
  chargeId: hex32,
  consent: z.strictObject({
    account: address,
    chargeId: hex32,
    merchant: address,
    points: pointsText,
    validAfter: z.number().int().positive(),
    validBefore: z.number().int().positive(),
  }),
  signed,
});
export const deliverConsentAnswer = z.object({
  accepted: z.boolean(),
  reason: z.enum(["UNKNOWN_CHARGE", "NOT_WAITING", "EXPIRED", "TERMS_DIFFER", "BAD_SIGNATURE"]).optional(),
});

export const chargeEndedRequest = z.strictObject({
  chargeId: hex32,
  outcome: z.enum(["CANCELLED", "REFUSED"]),
});
export const chargeEndedAnswer = z.object({ noted: z.boolean() });
