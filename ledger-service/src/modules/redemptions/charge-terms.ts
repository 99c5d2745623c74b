import { encodeAbiParameters, keccak256, toHex, type Hex } from "viem";
import { chargeTypedData } from "../../platform/chain/generated/typed-data.ts";
import { typedDataStructHash } from "../../platform/chain/typed-data.ts";
import { CLOCK_SLACK_SECONDS, type Charge, type Consent } from "./charge.ts";
import type { ChargeTerms } from "./redemptions.schemas.ts";

/** Salted, so that the offer cannot be guessed from the ledger [X2]. `salt`: 32 random bytes. */
export function offerHashOf(offerText: string, salt: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], [salt, keccak256(toHex(offerText))]));
}

/** chargeId = hashStruct(Charge): binds merchant, terminal, points, offer and life (Q1). */
export function chargeIdOf(charge: Charge): Hex {
  return typedDataStructHash(chargeTypedData, { ...charge });
}

export function chargeOfTerms(terms: ChargeTerms): Charge {
  return {
    merchant: terms.merchant,
    terminal: terms.terminal,
    points: BigInt(terms.points),
    offerHash: terms.offerHash,
    random: terms.random,
    validBefore: BigInt(terms.validBefore),
  };
}

/** Whether the offer that a person reads is the one that the terminal will sign. */
export function isOfferOfTerms(terms: ChargeTerms): boolean {
  return offerHashOf(terms.offerText, terms.offerSalt) === terms.offerHash;
}

/** What the resident is asked to sign for a charge: it may be used from half a minute ago until the charge ends (Q3). */
export function consentFor(account: Hex, charge: Charge, now: Date): Consent {
  return {
    account,
    chargeId: chargeIdOf(charge),
    merchant: charge.merchant,
    points: charge.points,
    validAfter: BigInt(Math.floor(now.getTime() / 1000) - CLOCK_SLACK_SECONDS),
    validBefore: charge.validBefore,
  };
}

