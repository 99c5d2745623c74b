import { encodeAbiParameters, getAddress, hashStruct, keccak256, toHex, type Hex } from "viem";
import { chargeTypedData } from "../../platform/chain/generated/typed-data.ts";
import type { Charge } from "./charge.ts";
import type { ChargeTerms } from "./redemptions.schemas.ts";

/** Salted, so that the offer cannot be guessed from the ledger [X2]. `salt`: 32 random bytes. */
export const offerHashOf = (offerText: string, salt: Hex): Hex =>
  keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "bytes32" }], [salt, keccak256(toHex(offerText))]));

/** chargeId = hashStruct(Charge): binds merchant, terminal, points, offer and life (Q1). */
export const chargeIdOf = (charge: Charge): Hex =>
  hashStruct({ data: { ...charge }, primaryType: "Charge", types: chargeTypedData.types });

export const chargeFromTerms = (terms: ChargeTerms): Charge => ({
  merchant: getAddress(terms.merchant),
  terminal: hexOf(terms.terminal),
  points: BigInt(terms.points),
  offerHash: hexOf(terms.offerHash),
  random: hexOf(terms.random),
  validBefore: BigInt(terms.validBefore),
});

/** Whether the offer text that a person reads is the one the terminal signs. */
export const termsMatchOffer = (terms: ChargeTerms): boolean =>
  offerHashOf(terms.offerText, hexOf(terms.offerSalt)) === terms.offerHash;

export const termsOf = (charge: Charge, offerText: string, offerSalt: Hex): ChargeTerms => ({
  merchant: charge.merchant.toLowerCase(),
  terminal: charge.terminal,
  points: charge.points.toString(),
  offerHash: charge.offerHash,
  random: charge.random,
  validBefore: Number(charge.validBefore),
  offerText,
  offerSalt,
});

const hexOf = (text: string): Hex => {
  if (!/^0x[0-9a-f]+$/iu.test(text)) throw new RangeError(`not hexadecimal: ${text.length} characters`);
  return `0x${text.slice(2).toLowerCase()}`;
};
