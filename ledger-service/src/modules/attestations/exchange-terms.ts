import { encodeAbiParameters, keccak256, type Address, type Hex } from "viem";
import { z } from "zod";
import { bytes32Schema } from "../../kernel/hex.ts";
import { ExchangeKind } from "../../platform/chain/generated/enums.ts";
import { exchangeKinds } from "./exchanges.schemas.ts";

/** A provider's signature is good for 14 days on the chain; an hour less, so that clocks may differ. */
const VALIDITY_SECONDS = 14 * 86_400 - 3_600;
const HOUR_SECONDS = 3_600;

/** What two people agree on. The salt keeps its hash on the chain from being guessed [X2]. */
export const exchangeTermsSchema = z.object({
  exchangeId: bytes32Schema,
  title: z.string().max(120),
  description: z.string().max(2_000),
  points: z.string().regex(/^[1-9]\d{0,9}$/).transform(BigInt),
  quantityMinutes: z.number().int().min(0).max(10_080),
  kind: z.enum(exchangeKinds),
  salt: bytes32Schema,
});
export type ExchangeTerms = z.output<typeof exchangeTermsSchema>;

export function exchangeTermsHash(terms: ExchangeTerms): Hex {
  return keccak256(
    encodeAbiParameters(
      [{ type: "string" }, { type: "string" }, { type: "uint128" }, { type: "uint32" }, { type: "bytes32" }],
      [terms.title, terms.description, terms.points, terms.quantityMinutes, terms.salt],
    ),
  );
}

/** The struct that both sign, for one validity. */
export function exchangeMessage(terms: ExchangeTerms, provider: Address, receiver: Address, validBeforeSeconds: bigint) {
  return {
    exchangeId: terms.exchangeId,
    provider,
    receiver,
    points: terms.points,
    quantityMinutes: terms.quantityMinutes,
    kind: ExchangeKind[terms.kind],
    termsHash: exchangeTermsHash(terms),
    validBefore: validBeforeSeconds,
  };
}
export type ExchangeMessage = ReturnType<typeof exchangeMessage>;

/**
 * Until when the provider's signature is good: the same for a whole hour, so that a page read earlier in the hour (or
 * in the one before) is signed for a validity that the service finds again without keeping it.
 * @returns the present hour's first, then the one before
 */
export function exchangeValidities(now: Date): readonly [bigint, bigint] {
  const hour = Math.floor(now.getTime() / 1000 / HOUR_SECONDS) * HOUR_SECONDS;
  return [BigInt(hour + VALIDITY_SECONDS), BigInt(hour + VALIDITY_SECONDS - HOUR_SECONDS)];
}

/** keccak256 of a testimonial's text with its salt; zero without a text. */
export function testimonialTextHash(text: string, salt: Hex): Hex {
  if (text === "") return `0x${"0".repeat(64)}`;
  return keccak256(encodeAbiParameters([{ type: "string" }, { type: "bytes32" }], [text, salt]));
}
