import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import type { Caller, OfficerPower } from "../../kernel/caller.ts";
import { jsonText } from "../../kernel/canonical-json.ts";
import { addressSchema, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { typedDataByPrimaryType, type SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import type { Signed } from "../../platform/chain/typed-data.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { Operations } from "../../relay/operations.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { People } from "../../sign-in/people.ts";
import { reviveMessage } from "./act-message.ts";
import { createActRegistrations, isSignedKind, type ActEncoder, type ActMessage, type ActRegistrations, type ActRelayOptions } from "./act-registrations.ts";
import { sealWords } from "./act-words.ts";
import { holdsPower, recordApproval, requireOpen } from "./approve-act.ts";
import { municipalActEntity, type MunicipalActRow } from "./municipal-act.entity.ts";
import type { ActView } from "./municipal-acts.schemas.ts";
import { municipalActProblems } from "./municipal-act.problems.ts";
import { participantsProblems } from "./participants.problems.ts";
import { refreshActs } from "./refresh-acts.ts";
import { approvalsOf, viewActs } from "./view-acts.ts";

const ACT_LIFE_MS = 7 * 24 * 3_600_000;
const ACTS_SHOWN = 200;

export interface ActDraft {
  readonly kind: SignedPrimaryType;
  /** Fields of the struct but `validBefore`, and `revision` where the kind was registered with `revisionOf`. */
  readonly message: ActMessage;
  readonly power: OfficerPower;
  /** Distinct officers who must sign; 1 unless said. */
  readonly needed?: number;
  /** A sentence that says what will happen. */
  readonly titleFr: string;
  readonly titleEn: string;
  readonly details: readonly { label: string; value: string }[];
  /** A week from now unless said. */
  readonly validBefore?: Date;
}

/** Acts signed by officers, from draft to ledger; one mechanism for every module (D6, D12). */
export interface MunicipalActs {
  /** Called once a kind while the service is composed. */
  registerActRelay(kind: SignedPrimaryType, encode: ActEncoder, options?: ActRelayOptions): void;
  /** @param drafter absent when the service drafts by itself, after an accepted invitation */
  draftAct(transaction: Transaction, draft: ActDraft, drafter?: Caller): Promise<ActView>;
  /** Checks one officer's signature against the ledger, and sends the act with its last needed one. @see recordApproval */
  approveAct(transaction: Transaction, id: string, caller: Caller, signed: Signed): Promise<{ act: ActView; operation?: OperationView }>;
  withdrawAct(transaction: Transaction, id: string, caller: Caller): Promise<ActView>;
  readAct(manager: EntityManager, id: string, caller: Caller): Promise<ActView>;
  listActs(manager: EntityManager, caller: Caller, status?: ActView["status"]): Promise<ActView[]>;
  readonly relayAct: RelayAct<SentAct>;
}

const sentActSchema = z.object({
  actId: z.uuid(),
  kind: z.string(),
  message: z.record(z.string(), z.unknown()),
  approvals: z.array(z.object({ officer: addressSchema, signer: signerSchema, signature: signatureSchema })),
});
export type SentAct = z.output<typeof sentActSchema>;

interface Parts {
  readonly chain: Chain;
  readonly cityId: number;
  readonly relay: Relay;
  readonly operations: Operations;
  readonly people: Pick<People, "displayNamesOf">;
  readonly personalData: PersonalData;
  readonly liveEvents: LiveEvents;
  readonly staffAccountOf: (personId: string) => Promise<Address | undefined>;
}

export function createMunicipalActs(parts: Parts): MunicipalActs {
  const registrations = createActRegistrations();
  const relayAct = municipalRelayAct(registrations);
  const rows = (manager: EntityManager) => manager.getRepository(municipalActEntity);
  const changed = (transaction: Transaction, actId: string) =>
    transaction.afterCommit(() => parts.liveEvents.publish({ name: "act-changed", to: { kind: "OFFICERS" }, data: { actId } }));
  const viewOne = async (manager: EntityManager, row: MunicipalActRow, caller: Caller | undefined, fresh?: OperationView) => {
    const [view] = await viewActs(parts, manager, [row], caller, fresh);
    if (view === undefined) throw municipalActProblems.of("act-unknown");
    return view;
  };

  return {
    relayAct,
    registerActRelay: (kind, encode, options = {}) => registrations.register(kind, { encode, ...options }),
    draftAct: async (transaction, draft, drafter) => {
      const row = await newRow(parts, registrations, draft, drafter);
      await rows(transaction.manager).save(row);
      changed(transaction, row.id);
      return viewOne(transaction.manager, row, drafter);
    },
    approveAct: async (transaction, id, caller, signed) => {
      const { manager } = transaction;
      const row = await locked(manager, id);
      await recordApproval(parts, manager, row, caller, signed);
      const approvals = await approvalsOf(manager, [id]);
      if (approvals.length < row.needed) {
        changed(transaction, id);
        return { act: await viewOne(manager, row, caller) };
      }
      const sent = sentActSchema.parse({ actId: id, kind: row.kind, message: row.message, approvals });
      const operation = await parts.relay.submit(transaction, relayAct, sent, { ownerPersonId: caller.personId, factId: `act:${id}`, resultIds: { actId: id } });
      await rows(manager).update({ id }, { operationId: operation.id });
      changed(transaction, id);
      return { act: await viewOne(manager, { ...row, operationId: operation.id }, caller, operation), operation };
    },
    withdrawAct: async (transaction, id, caller) => {
      const row = await locked(transaction.manager, id);
      requireOpen(row);
      if (row.createdBy !== caller.personId && !holdsPower(caller, row.power)) throw participantsProblems.of("role-missing");
      const withdrawnAt = new Date();
      await rows(transaction.manager).update({ id }, { withdrawnAt });
      changed(transaction, id);
      return viewOne(transaction.manager, { ...row, withdrawnAt }, caller);
    },
    readAct: async (manager, id, caller) => {
      const row = await rows(manager).findOneBy({ id });
      if (row === null) throw municipalActProblems.of("act-unknown");
      const [present = row] = await refreshActs(registrations, manager, [row]);
      return viewOne(manager, present, caller);
    },
    listActs: async (manager, caller, status) => {
      const found = await rows(manager).find({ order: { createdAt: "DESC" }, take: ACTS_SHOWN });
      const views = await viewActs(parts, manager, await refreshActs(registrations, manager, found), caller);
      return status === undefined ? views : views.filter((act) => act.status === status);
    },
  };
}

function municipalRelayAct(registrations: ActRegistrations): RelayAct<SentAct> {
  return {
    name: "municipal-act",
    item: sentActSchema,
    batchLimit: 1,
    validBefore: ({ message }) => BigInt(z.union([z.string(), z.number()]).parse(message["validBefore"])),
    encode: ([sent]) => {
      if (sent === undefined || !isSignedKind(sent.kind)) throw new RangeError("A municipal act is needed");
      return registrations.of(sent.kind).encode(reviveMessage(typedDataByPrimaryType[sent.kind], sent.message), sent.approvals);
    },
  };
}

async function newRow(parts: Parts, registrations: ActRegistrations, draft: ActDraft, drafter: Caller | undefined): Promise<MunicipalActRow> {
  const id = randomUUID();
  const createdAt = new Date();
  const { revisionOf } = registrations.of(draft.kind);
  const revision = revisionOf === undefined ? {} : { revision: await revisionOf(draft.message) };
  const lastSecond = Math.floor((draft.validBefore?.getTime() ?? createdAt.getTime() + ACT_LIFE_MS) / 1000);
  const message = storedMessage({ ...draft.message, ...revision, validBefore: lastSecond });
  // Read back at once: a draft that its struct cannot hold is a fault of ours, not of the officer who will sign.
  reviveMessage(typedDataByPrimaryType[draft.kind], message);
  return {
    id,
    kind: draft.kind,
    message,
    power: draft.power,
    needed: draft.needed ?? 1,
    wordsSealed: sealWords(parts.personalData, id, { titleFr: draft.titleFr, titleEn: draft.titleEn, details: [...draft.details] }),
    createdBy: drafter?.personId ?? null,
    createdAt,
    validBefore: new Date(lastSecond * 1000),
    withdrawnAt: null,
    operationId: null,
  };
}

async function locked(manager: EntityManager, id: string): Promise<MunicipalActRow> {
  const row = await manager.getRepository(municipalActEntity).findOne({ where: { id }, lock: { mode: "pessimistic_write" } });
  if (row === null) throw municipalActProblems.of("act-unknown");
  return row;
}

function storedMessage(message: ActMessage): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(jsonText(message)));
}
