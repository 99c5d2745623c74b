import type { Address, Hex } from "viem";
import type { EntityManager } from "typeorm";
import { newMemberCode } from "../../kernel/check-code.ts";
import { civilDayOf } from "../../kernel/civil-day.ts";
import { randomAccount, randomUUID } from "../../kernel/random-id.ts";
import { AccountKind, SignerKind } from "../../platform/chain/generated/enums.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { Operations } from "../../relay/operations.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { HolderKind } from "./account-holder.entity.ts";
import { accountsProblems } from "./accounts.problems.ts";
import { noticeVersion } from "./collection-notice.ts";
import type { Holder, HolderStore, NewHolder } from "./holder-store.ts";
import { composeMunicipalIdentifier } from "./municipal-identifier.ts";
import type { Opening } from "./open-account.ts";
import type { SignerRecords, VerifiedPasskey } from "./signer-records.ts";

export interface FirstSigner {
  readonly kind: "FULL" | "DEVICE";
  readonly signer: Hex;
  readonly label: string;
  readonly passkey?: VerifiedPasskey;
}

export interface OpenedAccount {
  readonly account: Address;
  readonly operation: OperationView;
}

/** Opens one account for one person, once [A8]: asked again, it answers what was done the first time. */
export interface Enrolments {
  /** A resident, after the present collection notice [L15]. @throws Problem `notice-not-read` */
  enrolResident(transaction: Transaction, personId: string, readVersion: string, first: FirstSigner): Promise<OpenedAccount>;
  /** An invited officer or auditor; the first key is FULL, since only such a key acts for a city. */
  openStaffAccount(transaction: Transaction, personId: string, signer: Hex): Promise<OpenedAccount>;
}

interface Parts {
  readonly relay: Relay;
  readonly operations: Operations;
  readonly openAccount: RelayAct<Opening>;
  readonly holders: HolderStore;
  readonly signerRecords: SignerRecords;
  readonly city: { readonly character: string; readonly identifierPrefix: string };
}

export function createEnrolments(parts: Parts): Enrolments {
  return {
    enrolResident: async (transaction, personId, readVersion, first) => {
      if (readVersion !== noticeVersion) throw accountsProblems.of("notice-not-read");
      return openOnce(parts, transaction, "RESIDENT", personId, first);
    },
    openStaffAccount: async (transaction, personId, signer) =>
      openOnce(parts, transaction, "STAFF", personId, { kind: "FULL", signer, label: "Clé d’agent" }),
  };
}

async function openOnce(parts: Parts, transaction: Transaction, kind: HolderKind, personId: string, first: FirstSigner): Promise<OpenedAccount> {
  const { manager } = transaction;
  for (;;) {
    const existing = await parts.holders.ofPerson(manager, kind, personId);
    if (existing !== undefined) return answerExisting(parts, transaction, existing, first);
    const holder = await newHolder(parts, manager, kind, personId);
    // False: a parallel request of the same person won, or the drawn code is taken. Either way, look again.
    if (!(await parts.holders.insert(manager, holder))) continue;
    const inserted = await parts.holders.ofId(manager, holder.id);
    if (inserted === undefined) throw new Error("The inserted holder is gone");
    return submit(parts, transaction, inserted, first);
  }
}

async function answerExisting(parts: Parts, transaction: Transaction, holder: Holder, first: FirstSigner): Promise<OpenedAccount> {
  const operationId = holder.row.operationId;
  const operation = operationId === null ? undefined : (await parts.operations.byId([operationId])).get(operationId);
  if (operation !== undefined && operation.status !== "failed") return { account: holder.account, operation };
  if (operation === undefined) throw accountsProblems.of("account-taken");
  const account = randomAccount();
  await parts.holders.replaceAccount(transaction.manager, holder, account);
  return submit(parts, transaction, { ...holder, account }, first);
}

async function newHolder(parts: Parts, manager: EntityManager, kind: HolderKind, personId: string): Promise<NewHolder> {
  const base = { id: randomUUID(), kind, personId, account: randomAccount(), createdAt: new Date() };
  if (kind === "STAFF") return base;
  const year = Number(civilDayOf(base.createdAt).slice(0, 4));
  return {
    ...base,
    municipalIdentifier: composeMunicipalIdentifier(parts.city.identifierPrefix, year, await nextOrdinal(manager)),
    memberCode: newMemberCode(parts.city.character),
    confirmedUntil: sameDayNextYear(civilDayOf(base.createdAt)),
    noticeVersion,
  };
}

async function submit(parts: Parts, transaction: Transaction, holder: Holder, first: FirstSigner): Promise<OpenedAccount> {
  const opening = {
    account: holder.account,
    kind: holder.kind === "STAFF" ? AccountKind.STAFF : AccountKind.RESIDENT,
    signerKind: first.kind === "FULL" ? SignerKind.FULL : SignerKind.DEVICE,
    signer: first.signer,
  };
  const operation = await parts.relay.submit(transaction, parts.openAccount, opening, {
    ownerPersonId: holder.personId,
    factId: `account:${holder.account}`,
    resultIds: { account: holder.account },
  });
  await parts.holders.setOperation(transaction.manager, holder.id, operation.id);
  await parts.signerRecords.save(transaction.manager, holder.id, { ...first, operationId: operation.id });
  return { account: holder.account, operation };
}

async function nextOrdinal(manager: EntityManager): Promise<bigint> {
  const rows: { ordinal: string }[] = await manager.query(`SELECT nextval('municipal_identifier_ordinal') AS ordinal`);
  return BigInt(rows[0]?.ordinal ?? 0);
}

/** 29 February gives 1 March. */
function sameDayNextYear(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year + 1, month - 1, date)).toISOString().slice(0, 10);
}
