import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { Projecting } from "../../indexing/projection.ts";

/** Who resolves a member code: an institution, or a resident who proposes an exchange. Shown to the code's holder. */
export interface CodeAsker {
  readonly id: Address;
  readonly name: string;
}

export interface KnownMember {
  readonly account: Address;
  readonly homeCityId: number;
}

export interface NoticeWords {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link?: string;
}

/** What attestations ask of accounts. */
export interface Residents {
  /** Known codes only, by the text that was given; here or at their own city. */
  resolveMemberCodes(typedCodes: readonly string[], askedBy: CodeAsker): Promise<ReadonlyMap<string, KnownMember>>;
  accountOf(personId: string): Promise<Address | undefined>;
  /** The person of this city who holds the account. */
  personOf(account: Address, manager?: EntityManager): Promise<string | undefined>;
  /** Accounts on which a key is or was a signer. */
  accountsOfSigner(signerHash: Hex): Promise<readonly Address[]>;
  notify(transaction: Transaction, personId: string, notice: NoticeWords): Promise<void>;
  notifyFrom(projecting: Projecting, personId: string, notice: NoticeWords): Promise<void>;
}

/** Names of member cities, for people. */
export interface CityNames {
  readonly ownCityId: number;
  nameOf(cityId: number): string;
}

export type PersonNames = (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
