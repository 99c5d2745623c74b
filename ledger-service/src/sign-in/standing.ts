import type { Address, Hex } from "viem";
import type { Role } from "../kernel/caller.ts";

/** What a person is to this city at this moment. */
export interface Standing {
  readonly roles: readonly Role[];
  /** The person's own account (resident or staff). */
  readonly account?: Address;
  /** Whether the person is an enrolled resident. */
  readonly isEnrolled: boolean;
}

/**
 * What sign-in asks of the modules above it, handed in by the composition: read at each request, so that a role
 * withdrawn is gone at once [S6].
 */
export interface Standings {
  /**
   * `ledgerAccount` is set for someone who signed in with a wallet and is no person of this city's records: the
   * powers are then those that the ledger gives this account here.
   */
  standingOf(personId: string, ledgerAccount?: Address): Promise<Standing>;
  /** Accounts (of any home city) on which this key is or was a signer. */
  accountsOfSigner(signerHash: Hex): Promise<readonly Address[]>;
  /** The person of this city's records who holds the account. */
  personOfAccount(account: Address): Promise<string | undefined>;
  /** A passkey that this city registered: its signer bytes, account and person. */
  passkeyOf(credentialId: string): Promise<RegisteredPasskey | undefined>;
}

export interface RegisteredPasskey {
  readonly personId: string;
  readonly account: Address;
  readonly signer: Hex;
}
