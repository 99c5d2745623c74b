import { keccak256, parseSignature, serializeTransaction, type Hex, type TransactionSerializableLegacy } from "viem";
import type { Signer } from "../platform/keys/signer.ts";
import type { EncodedCall } from "./relay-act.ts";

/** Osaka refuses a transaction above this (EIP-7825). */
export const transactionGasMax = 16_777_216n;

/** A legacy transaction at gas price zero: nobody pays, nothing is estimated. */
export async function signLaneTransaction(
  lane: Signer,
  transaction: { chainId: number; nonce: number; gas: bigint; call: EncodedCall },
): Promise<{ raw: Hex; hash: Hex }> {
  const unsigned: TransactionSerializableLegacy = {
    type: "legacy",
    chainId: transaction.chainId,
    nonce: transaction.nonce,
    gas: transaction.gas,
    gasPrice: 0n,
    to: transaction.call.to,
    data: transaction.call.data,
  };
  const digest = keccak256(serializeTransaction(unsigned));
  const raw = serializeTransaction(unsigned, parseSignature(await lane.signDigest(digest)));
  return { raw, hash: keccak256(raw) };
}

/** A quarter more than the simulation used: the next block may find colder storage. */
export function gasWithMargin(simulatedGas: bigint): bigint {
  const gas = simulatedGas + simulatedGas / 4n + 50_000n;
  return gas < transactionGasMax ? gas : transactionGasMax;
}
