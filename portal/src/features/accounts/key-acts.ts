import { keccak256 } from "viem/utils";
import type { Hex } from "viem";
import type { ToSign } from "../../signing/typed-struct.ts";
import { SignerKind } from "../../signing/generated/enums.ts";
import type { Account, AccountKey } from "./account.ts";

const VALIDITY_SECONDS = 3_600;

/** Until when an act on one's keys may reach the ledger: an hour, in Unix seconds as text. */
export function keyActValidBefore(nowMs: number): string {
  return String(Math.floor(nowMs / 1000) + VALIDITY_SECONDS);
}

/** The struct that adds a key, at the account's present revision. */
export function additionToSign(account: Account, kind: AccountKey["kind"], signer: Hex, validBefore: string): ToSign {
  const kindCode = kind === "FULL" ? SignerKind.FULL : SignerKind.DEVICE;
  return { contract: "accounts", primaryType: "SignerAddition", message: { account: account.account, kind: kindCode, signer, revision: account.revision, validBefore } };
}

/** The struct that removes a key, or cancels one that waits. */
export function removalToSign(account: Account, signerHash: Hex, validBefore: string): ToSign {
  return { contract: "accounts", primaryType: "SignerRemoval", message: { account: account.account, signerHash, revision: account.revision, validBefore } };
}

/** The ledger keeps the hash of a key's bytes: whether this key is that one. */
export function isKeyOf(signerHash: Hex, signerBytes: Hex | undefined): boolean {
  return signerBytes !== undefined && keccak256(signerBytes) === signerHash.toLowerCase();
}
