import type { DataSource, EntityManager } from "typeorm";
import { getAddress, type Address, type Hex } from "viem";
import { randomUUID } from "../../kernel/random-id.ts";
import type { IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { Projecting, Projection, Reaction } from "../../indexing/projection.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { Route } from "../../platform/http/route.ts";
import { bookAct, type BookedAct } from "../../relay/act-book.ts";
import type { Operations } from "../../relay/operations.ts";
import type { Relay } from "../../relay/relay.ts";
import type { People } from "../../sign-in/people.ts";
import type { RegisteredPasskey } from "../../sign-in/standing.ts";
import { accountHolderEntity, type HolderKind } from "./account-holder.entity.ts";
import { accountSignerEntity } from "./account-signer.entity.ts";
import { accountEntity } from "./account.entity.ts";
import { Accounts1700000200000 } from "./accounts.migration.ts";
import { accountsRoutes } from "./accounts.routes.ts";
import { changeCapsAct } from "./change-caps.ts";
import { addSignerAct, removeSignerAct } from "./change-signers.ts";
import type { DemoKey } from "./demo-key.ts";
import { createEnrolments, type Enrolments } from "./enrol.ts";
import { createHolderStore } from "./holder-store.ts";
import { keysRoutes } from "./keys.routes.ts";
import { createKeyManagement } from "./manage-keys.ts";
import { memberCodeLookupEntity } from "./member-code-lookup.entity.ts";
import { identifierPrefixOf } from "./municipal-identifier.ts";
import { noticeEntity } from "./notice.entity.ts";
import { createNotices, type Notice } from "./notices.ts";
import { openAccountAct } from "./open-account.ts";
import { openedCitiesOf } from "./open-city.ts";
import { openedCityEntity } from "./opened-city.entity.ts";
import { passkeyChallengeEntity } from "./passkey-challenge.entity.ts";
import { createPasskeys, type RelyingParty } from "./passkeys.ts";
import { accountsProjection } from "./project-accounts-events.ts";
import { reactToAccountsEvents } from "./react-to-accounts-events.ts";
import { readAccount } from "./read-account.ts";
import { createMemberCodes, type Asker, type KnownMember } from "./resolve-member-codes.ts";
import { signerRecordEntity } from "./signer-record.entity.ts";
import { createSignerRecords } from "./signer-records.ts";

export const accountsEntities = [
  accountEntity,
  accountSignerEntity,
  accountHolderEntity,
  signerRecordEntity,
  passkeyChallengeEntity,
  openedCityEntity,
  noticeEntity,
  memberCodeLookupEntity,
];
export const accountsMigrations = [Accounts1700000200000];

export interface AccountsModuleParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly operations: Operations;
  readonly intercity: Intercity;
  readonly personalData: PersonalData;
  readonly serviceApprovals: ServiceApprovals;
  readonly liveEvents: LiveEvents;
  readonly people: Pick<People, "endSessions">;
  readonly relyingParty: RelyingParty;
  readonly city: { readonly id: number; readonly slug: string; readonly name: string; readonly phone: string; readonly character: string };
  readonly cities: readonly { readonly id: number; readonly name: string; readonly character: string }[];
  readonly asOfBlock: () => Promise<number>;
  readonly demoKeyOf?: (personId: string) => Promise<DemoKey | undefined>;
}

/** A staff member's account, with the person who holds it. */
export interface StaffAccount {
  readonly personId: string;
  readonly account: Address;
}

export interface AccountsModule {
  readonly routes: Route[];
  readonly projections: Projection[];
  readonly reactions: Reaction[];
  readonly acts: readonly BookedAct[];
  readonly intercityHandlers: IntercityHandler[];
  /** The person's resident account in this city. */
  accountOf(personId: string): Promise<Address | undefined>;
  staffAccountOf(personId: string): Promise<Address | undefined>;
  staffAccounts(): Promise<StaffAccount[]>;
  /** The person of this city who holds the account. */
  personOf(account: Address, manager?: EntityManager): Promise<string | undefined>;
  /** How many residents are enrolled here. */
  countResidents(): Promise<number>;
  /** By the text given: known codes only. Accounts never reach a page. @see MemberCodes */
  resolveMemberCodes(typedCodes: readonly string[], askedBy: Asker): Promise<ReadonlyMap<string, KnownMember>>;
  resolveMemberCode(typedCode: string, askedBy: Asker): Promise<KnownMember | undefined>;
  /** Whether a resident of this city lets another city's counters take their points; the home city always may [L7]. */
  hasOpenedCity(account: Address, cityId: number): Promise<boolean>;
  /** Cities that the person opened, the home city first. */
  openedCitiesOf(personId: string): Promise<number[]>;
  memberCodeOf(account: Address): Promise<string | undefined>;
  /** Leaves a message inside the product, committed with the transaction. */
  notify(transaction: Transaction, personId: string, notice: Notice): Promise<void>;
  /** The same from a reaction to a ledger event. */
  notifyFrom(projecting: Projecting, personId: string, notice: Notice): Promise<void>;
  /** Ended or cancelled keys stay listed: sign-in asks the ledger which still sign. */
  accountsOfSigner(signerHash: Hex): Promise<Address[]>;
  passkeyOf(credentialId: string): Promise<RegisteredPasskey | undefined>;
  readonly enrolments: Enrolments;
  /** Records the holder of an account that the founding of the city opened on the ledger. */
  linkFounding(transaction: Transaction, kind: HolderKind, personId: string, account: Address): Promise<void>;
}

export function buildAccountsModule(parts: AccountsModuleParts): AccountsModule {
  const { database, chain, relay } = parts;
  const holders = createHolderStore(parts.personalData);
  const signerRecords = createSignerRecords(parts.personalData);
  const notices = createNotices(parts.personalData);
  const passkeys = createPasskeys(parts.relyingParty, chain.verifiers.cityPasskey);
  const openAccount = openAccountAct({ chain, serviceApprovals: parts.serviceApprovals, cityId: parts.city.id });
  const addSigner = addSignerAct(parts);
  const removeSigner = removeSignerAct(parts);
  const changeCaps = changeCapsAct(chain);
  const enrolments = createEnrolments({
    relay,
    operations: parts.operations,
    openAccount,
    holders,
    signerRecords,
    city: { character: parts.city.character, identifierPrefix: identifierPrefixOf(parts.city.slug) },
  });
  const keys = createKeyManagement({ database, chain, relay, addSigner, removeSigner, changeCaps, signerRecords, passkeys });
  const memberCodes = createMemberCodes({
    database,
    holders,
    intercity: parts.intercity,
    cityId: parts.city.id,
    cities: parts.cities,
  });
  const { manager } = database;

  return {
    routes: [
      ...accountsRoutes({
        ...parts,
        holders,
        enrolments,
        keys,
        notices,
        readAccount: (holder) => readAccount({ chain, signerRecords, asOfBlock: parts.asOfBlock }, manager, holder),
        deviceVerifier: chain.verifiers.device,
      }),
      ...keysRoutes({ database, holders, keys, passkeys, signerRecords }),
    ],
    projections: [accountsProjection],
    reactions: [reactToAccountsEvents({ holders, notices, people: parts.people })],
    acts: [bookAct(openAccount), bookAct(addSigner), bookAct(removeSigner), bookAct(changeCaps)],
    intercityHandlers: [memberCodes.handler],
    enrolments,
    accountOf: async (personId) => (await holders.ofPerson(manager, "RESIDENT", personId))?.account,
    staffAccountOf: async (personId) => (await holders.ofPerson(manager, "STAFF", personId))?.account,
    staffAccounts: async () => {
      const staff = await holders.all(manager, "STAFF");
      return staff.map(({ personId, account }) => ({ personId, account }));
    },
    personOf: async (account, within = manager) => (await holders.ofAccount(within, account))?.personId,
    countResidents: () => manager.getRepository(accountHolderEntity).countBy({ kind: "RESIDENT" }),
    resolveMemberCodes: (typedCodes, askedBy) => memberCodes.resolve(typedCodes, askedBy),
    resolveMemberCode: async (typedCode, askedBy) => (await memberCodes.resolve([typedCode], askedBy)).get(typedCode),
    hasOpenedCity: async (account, cityId) => {
      if (cityId === parts.city.id) return true;
      const holder = await holders.ofAccount(manager, account);
      return holder !== undefined && (await openedCitiesOf(manager, holder)).includes(cityId);
    },
    openedCitiesOf: async (personId) => {
      const holder = await holders.ofPerson(manager, "RESIDENT", personId);
      return holder === undefined ? [] : [parts.city.id, ...(await openedCitiesOf(manager, holder))];
    },
    memberCodeOf: async (account) => (await holders.ofAccount(manager, account))?.memberCode,
    notify: async (transaction, personId, notice) => {
      await notices.add(transaction.manager, personId, notice, new Date());
      transaction.afterCommit(() => {
        parts.liveEvents.publish({ name: "notice", to: { kind: "PERSON", personId }, data: { kind: notice.kind } });
      });
    },
    notifyFrom: async (projecting, personId, notice) => {
      await notices.add(projecting.manager, personId, notice, new Date());
      projecting.notify({ name: "notice", to: { kind: "PERSON", personId }, data: { kind: notice.kind } });
    },
    accountsOfSigner: async (signerHash) => {
      const rows = await database.getRepository(accountSignerEntity).findBy({ signerHash });
      return rows.map((row) => getAddress(row.account));
    },
    passkeyOf: async (credentialId) => {
      const found = await signerRecords.passkeyOf(manager, credentialId);
      const holder = found === undefined ? undefined : await holders.ofId(manager, found.holderId);
      return found === undefined || holder === undefined
        ? undefined
        : { personId: holder.personId, account: holder.account, signer: found.passkey.signer };
    },
    linkFounding: async (transaction, kind, personId, account) => {
      const existing = await holders.ofPerson(transaction.manager, kind, personId);
      if (existing !== undefined) return;
      await holders.insert(transaction.manager, { id: randomUUID(), kind, personId, account, createdAt: new Date() });
    },
  };
}
