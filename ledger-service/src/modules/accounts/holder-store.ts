import { In, type EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import { addressSchema } from "../../kernel/hex.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { accountHolderEntity, type AccountHolderRow, type HolderKind } from "./account-holder.entity.ts";

const table = "account_holders";
const linkSchema = z.object({ personId: z.uuid(), account: addressSchema });

/** A person and the account they hold here, once decrypted. Never logged. */
export interface Holder {
  readonly id: string;
  readonly kind: HolderKind;
  readonly personId: string;
  readonly account: Address;
  readonly municipalIdentifier?: string;
  readonly memberCode?: string;
  readonly row: AccountHolderRow;
}

export interface NewHolder {
  readonly id: string;
  readonly kind: HolderKind;
  readonly personId: string;
  readonly account: Address;
  readonly municipalIdentifier?: string;
  readonly memberCode?: string;
  readonly confirmedUntil?: string;
  readonly noticeVersion?: string;
  readonly createdAt: Date;
}

/** The one place that reads and writes the link between persons and accounts. */
export interface HolderStore {
  ofPerson(manager: EntityManager, kind: HolderKind, personId: string): Promise<Holder | undefined>;
  ofAccount(manager: EntityManager, account: Address): Promise<Holder | undefined>;
  /** By code: those that are some holder's today. */
  ofMemberCodes(manager: EntityManager, codes: readonly string[]): Promise<ReadonlyMap<string, Holder>>;
  ofId(manager: EntityManager, id: string): Promise<Holder | undefined>;
  all(manager: EntityManager, kind: HolderKind): Promise<Holder[]>;
  /** @returns false when the person already has an account of this kind: another request won (A8) */
  insert(manager: EntityManager, holder: NewHolder): Promise<boolean>;
  /** After an opening that the ledger refused: the same person, a new random account. */
  replaceAccount(manager: EntityManager, holder: Holder, account: Address): Promise<void>;
  setOperation(manager: EntityManager, id: string, operationId: string): Promise<void>;
  /** @returns false when another person has this code */
  setMemberCode(manager: EntityManager, id: string, code: string): Promise<boolean>;
}

export function createHolderStore(personalData: PersonalData): HolderStore {
  const { personIndex, accountIndex, codeIndex, sealLink, opened, rowOf } = createHolderSeals(personalData);
  const rows = (manager: EntityManager) => manager.getRepository(accountHolderEntity);
  return {
    ofPerson: async (manager, kind, personId) =>
      opened(await rows(manager).findOneBy({ kind, personIndex: personIndex(personId) })),
    ofAccount: async (manager, account) => opened(await rows(manager).findOneBy({ accountIndex: accountIndex(account) })),
    ofMemberCodes: async (manager, codes) => {
      const found = await rows(manager).findBy({ memberCodeIndex: In(codes.map(codeIndex)) });
      const holders = found.map(opened).filter((holder) => holder !== undefined);
      return new Map(holders.flatMap((holder) => (holder.memberCode === undefined ? [] : [[holder.memberCode, holder]])));
    },
    ofId: async (manager, id) => opened(await rows(manager).findOneBy({ id })),
    all: async (manager, kind) => {
      const found = await rows(manager).find({ where: { kind }, order: { createdAt: "ASC" } });
      return found.map(opened).filter((holder) => holder !== undefined);
    },
    insert: async (manager, holder) => {
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(accountHolderEntity)
        .values(rowOf(holder))
        // A second request of the same person waits here for the first to commit, then finds its row.
        .orIgnore()
        .returning("id")
        .execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1;
    },
    replaceAccount: async (manager, holder, account) => {
      await rows(manager).update(
        { id: holder.id },
        { accountIndex: accountIndex(account), linkSealed: sealLink(holder.id, { personId: holder.personId, account }) },
      );
    },
    setOperation: async (manager, id, operationId) => {
      await rows(manager).update({ id }, { operationId });
    },
    setMemberCode: async (manager, id, code) => {
      const taken = await rows(manager).findOneBy({ memberCodeIndex: codeIndex(code) });
      if (taken !== null) return false;
      await rows(manager).update(
        { id },
        { memberCodeSealed: personalData.seal(place("member_code", id), code), memberCodeIndex: codeIndex(code) },
      );
      return true;
    },
  };
}

/** Sealed columns and blind indexes of a holder's row, and back. */
function createHolderSeals(personalData: PersonalData) {
  const personIndex = (personId: string) => personalData.blindIndex("account_holders.person", personId);
  const accountIndex = (account: Address) => personalData.blindIndex("account_holders.account", account.toLowerCase());
  const codeIndex = (code: string) => personalData.blindIndex("account_holders.member_code", code);
  const sealLink = (id: string, link: { personId: string; account: Address }) =>
    personalData.seal(place("link", id), JSON.stringify(link));
  const seal = (column: string, id: string, text: string | undefined) =>
    text === undefined ? null : personalData.seal(place(column, id), text);

  function opened(row: AccountHolderRow | null): Holder | undefined {
    if (row === null) return undefined;
    const open = (column: string, sealed: string | null) =>
      sealed === null ? undefined : personalData.open(place(column, row.id), sealed);
    const link = linkSchema.parse(JSON.parse(personalData.open(place("link", row.id), row.linkSealed)));
    return {
      id: row.id,
      kind: row.kind,
      personId: link.personId,
      account: link.account,
      municipalIdentifier: open("municipal_identifier", row.municipalIdentifierSealed),
      memberCode: open("member_code", row.memberCodeSealed),
      row,
    };
  }

  function rowOf(holder: NewHolder) {
    return {
      id: holder.id,
      kind: holder.kind,
      personIndex: personIndex(holder.personId),
      accountIndex: accountIndex(holder.account),
      linkSealed: sealLink(holder.id, { personId: holder.personId, account: holder.account }),
      municipalIdentifierSealed: seal("municipal_identifier", holder.id, holder.municipalIdentifier),
      memberCodeSealed: seal("member_code", holder.id, holder.memberCode),
      memberCodeIndex: holder.memberCode === undefined ? null : codeIndex(holder.memberCode),
      confirmedUntil: holder.confirmedUntil ?? null,
      noticeVersion: holder.noticeVersion ?? null,
      createdAt: holder.createdAt,
    };
  }

  return { personIndex, accountIndex, codeIndex, sealLink, opened, rowOf };
}

function place(column: string, rowId: string) {
  return { table, column, rowId };
}
