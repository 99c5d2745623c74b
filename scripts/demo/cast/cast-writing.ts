import type { Address } from "viem";
import type { CastAccounts } from "./cast-accounts.ts";
import type { CastChain } from "./cast-chain.ts";
import type { CastKeys } from "./cast-keys.ts";
import type { CastCity } from "./cities.ts";
import type { CastSigning, DigestSigner } from "./sign-acts.ts";

/** What writing the cast into the ledger takes. */
export interface CastWriting {
  readonly chain: CastChain;
  readonly signing: CastSigning;
  readonly keys: CastKeys;
  readonly accounts: CastAccounts;
  /** The key with which a city's service opens accounts (ENROL). */
  readonly enrolSignerOf: (citySlug: string) => DigestSigner;
}

export const castAccountsOfCity = (
  { accounts, enrolSignerOf }: CastWriting,
  city: CastCity,
): { account: Address; enrol: DigestSigner } => ({ account: accounts.service(city.slug), enrol: enrolSignerOf(city.slug) });
