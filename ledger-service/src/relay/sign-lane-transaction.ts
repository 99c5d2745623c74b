import { keccak256, parseSignature, serializeTransaction, type Hex, type TransactionSerializableLegacy } from "viem";
import type { Signer } from "../platform/keys/signer.ts";
import type { EncodedCall } from "./relay-act.ts";

/** Osaka refuses a transaction above this (EIP-7825). */
export const transactionGasMax = 16_777_216n;

/** A legacy transaction at gas price zero, with all the gas that one may have: nobody pays, nothing is estimated. */
export async function signLaneTransaction(
  lane: Signer,
  transaction: { chainId: number; nonce: number; call: EncodedCall },
): Promise<{ raw: Hex; hash: Hex }> {
  const unsigned: TransactionSerializableLegacy = {
    type: "legacy",
    chainId: transaction.chainId,
    nonce: transaction.nonce,
    gas: transactionGasMax,
    gasPrice: 0n,
    to: transaction.call.to,
    data: transaction.call.data,
  };
  const digest = keccak256(serializeTransaction(unsigned));
  const raw = serializeTransaction(unsigned, parseSignature(await lane.signDigest(digest)));
  return { raw, hash: keccak256(raw) };
}
