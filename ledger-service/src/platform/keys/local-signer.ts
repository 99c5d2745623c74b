import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "viem";
import type { Signer } from "./signer.ts";

/** A secp256k1 key held in this process's memory. */
export function localSigner(privateKey: Hex): Signer {
  const account = privateKeyToAccount(privateKey);
  return {
    address: account.address,
    signDigest: (digest) => account.sign({ hash: digest }),
  };
}
