import { z } from "zod";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import { signed } from "../../platform/http/wire-schemas.ts";
import { exchangeTermsSchema } from "./exchange-terms.ts";
import { exchangeRoles } from "./exchanges.schemas.ts";

/** Messages between the two people's cities. A name is given with its holder's own proposal or acceptance [L7]. */
export const exchangeMessages = {
  proposed: "exchange-proposed",
  accepted: "exchange-accepted",
  declined: "exchange-declined",
  providerSigned: "exchange-provider-signed",
  testified: "exchange-testified",
} as const;

const person = z.object({ account: addressSchema, name: z.string().min(1).max(200) });

export const proposedBody = z.object({
  terms: exchangeTermsSchema,
  proposer: person,
  proposerRole: z.enum(exchangeRoles),
  partnerAccount: addressSchema,
});
export const acceptedBody = z.object({ exchangeId: bytes32Schema, partner: person });
export const declinedBody = z.object({ exchangeId: bytes32Schema, by: addressSchema });
export const providerSignedBody = z.object({
  exchangeId: bytes32Schema,
  provider: addressSchema,
  validBefore: z.string().regex(/^\d{1,12}$/),
  signed,
});
export const testifiedBody = z.object({
  exchangeId: bytes32Schema,
  author: addressSchema,
  rating: z.number().int().min(1).max(5),
  text: z.string().max(1_000),
  salt: bytes32Schema,
  validBefore: z.string().regex(/^\d{1,12}$/),
});
