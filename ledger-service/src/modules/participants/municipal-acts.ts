import type { EntityManager } from "typeorm";
import { In } from "typeorm";
import { getAddress, type Address } from "viem";
import { z } from "zod";
import type { Caller, OfficerPower } from "../../kernel/caller.ts";
import { jsonText } from "../../kernel/canonical-json.ts";
import { addressSchema, bytes32Schema, sameHex, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import type { Approval } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { typedDataByPrimaryType, type SignedPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import { toSign, typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { OperationStatus, OperationView } from "../../relay/operation.schemas.ts";
import type { Operations } from "../../relay/operations.ts";
import type { EncodedCall, RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { People } from "../../sign-in/people.ts";
import { reviveMessage } from "./act-message.ts";
import { actApprovalEntity, type ActApprovalRow } from "./municipal-act-approval.entity.ts";
import { municipalActEntity, type MunicipalActRow } from "./municipal-act.entity.ts";
import { actDetail, type ActView } from "./municipal-acts.schemas.ts";
import { participantsProblems } from "./participants.problems.ts";
import { powerId } from "./power-names.ts";

const ACT_LIFE_MS = 7 * 24 * 3_600_000;
const ACTS_SHOWN = 200;

export type ActMessage = Readonly<Record<string, unknown>>;
/** Approvals and message → the call of the contract. Messages come revived: see `reviveMessage`. */
export type ActEncoder = (message: ActMessage, approvals: readonly Approval[]) => EncodedCall;

export interface ActRelayOptions {
  /** Present revision of what the act changes: an act that nobody has signed yet follows it. */
  readonly revisionOf?: (message: ActMessage) => Promise<number>;
}

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

/** Acts signed by officers, from draft to ledger; one mechanism for every module. */
export interface MunicipalActs {
  /** Called once a kind while the service is composed. */
  registerActRelay(kind: SignedPrimaryType, encode: ActEncoder, options?: ActRelayOptions): void;
  /** @param drafter absent when the service drafts by itself, after an accepted invitation */
  draftAct(transaction: Transaction, draft: ActDraft, drafter?: Caller): Promise<ActView>;
  /**
   * Checks one officer's signature against the ledger, and sends the act with its last needed one (D12).
   * @throws Problem `act-second-person-needed`, `act-power-missing`, `act-key-refused`, `act-full-key-needed`…
   */
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

const wordsSchema = z.object({ titleFr: z.string(), titleEn: z.string(), details: z.array(actDetail) });
const grantSchema = z.object({ officer: addressSchema, granted: z.boolean(), power: bytes32Schema });

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

interface Registration extends ActRelayOptions {
  readonly encode: ActEncoder;
}

export function createMunicipalActs(parts: Parts): MunicipalActs {
  const registrations = new Map<SignedPrimaryType, Registration>();
  const relayAct: RelayAct<SentAct> = {
    name: "municipal-act",
    item: sentActSchema,
    batchLimit: 1,
    encode: ([sent]) => {
      if (sent === undefined || !isPrimaryType(sent.kind)) throw new RangeError("An act is needed");
      return registrationOf(registrations, sent.kind).encode(reviveMessage(typedDataByPrimaryType[sent.kind], sent.message), sent.approvals);
    },
  };
  const changed = (transaction: Transaction, actId: string) =>
    transaction.afterCommit(() => parts.liveEvents.publish({ name: "act-changed", to: { kind: "OFFICERS" }, data: { actId } }));

  return {
    relayAct,
    registerActRelay: (kind, encode, options = {}) => {
      registrations.set(kind, { encode, ...options });
    },
    draftAct: async (transaction, draft, drafter) => {
      const row = await newRow(parts, registrationOf(registrations, draft.kind), draft, drafter);
      await transaction.manager.getRepository(municipalActEntity).save(row);
      changed(transaction, row.id);
      return view(parts, transaction.manager, row, drafter);
    },
    approveAct: async (transaction, id, caller, signed) => {
      const { manager } = transaction;
      const row = await locked(manager, id);
      await approve(parts, manager, row, caller, signed);
      const approvals = await manager.getRepository(actApprovalEntity).find({ where: { actId: id }, order: { approvedAt: "ASC" } });
      const operation = approvals.length >= row.needed ? await send(parts, transaction, relayAct, row, approvals, caller) : undefined;
      changed(transaction, id);
      return { act: await view(parts, manager, { ...row, operationId: operation?.id ?? null }, caller, operation), operation };
    },
    withdrawAct: async (transaction, id, caller) => {
      const row = await locked(transaction.manager, id);
      requireOpen(row);
      if (row.createdBy !== caller.personId && !holdsPower(caller, row.power)) throw participantsProblems.of("role-missing");
      const withdrawnAt = new Date();
      await transaction.manager.getRepository(municipalActEntity).update({ id }, { withdrawnAt });
      changed(transaction, id);
      return view(parts, transaction.manager, { ...row, withdrawnAt }, caller);
    },
    readAct: async (manager, id, caller) => {
      const row = await manager.getRepository(municipalActEntity).findOneBy({ id });
      if (row === null) throw participantsProblems.of("act-unknown");
      const [refreshed = row] = await refresh(registrations, manager, [row]);
      return view(parts, manager, refreshed, caller);
    },
    listActs: async (manager, caller, status) => {
      const rows = await manager.getRepository(municipalActEntity).find({ order: { createdAt: "DESC" }, take: ACTS_SHOWN });
      const views = await viewAll(parts, manager, await refresh(registrations, manager, rows), caller);
      return status === undefined ? views : views.filter((act) => act.status === status);
    },
  };
}

async function newRow(parts: Parts, registration: Registration, draft: ActDraft, drafter: Caller | undefined): Promise<MunicipalActRow> {
  const id = randomUUID();
  const createdAt = new Date();
  const validBefore = draft.validBefore ?? new Date(createdAt.getTime() + ACT_LIFE_MS);
  const revision = registration.revisionOf === undefined ? {} : { revision: await registration.revisionOf(draft.message) };
  const message = { ...draft.message, ...revision, validBefore: Math.floor(validBefore.getTime() / 1000) };
  // Read back at once: a draft that its struct cannot hold is a fault of ours, not of the officer who will sign.
  reviveMessage(typedDataByPrimaryType[draft.kind], asStored(message));
  const words = { titleFr: draft.titleFr, titleEn: draft.titleEn, details: draft.details };
  return {
    id,
    kind: draft.kind,
    message: asStored(message),
    power: draft.power,
    needed: draft.needed ?? 1,
    wordsSealed: parts.personalData.seal(placeOf(id), JSON.stringify(words)),
    createdBy: drafter?.personId ?? null,
    createdAt,
    validBefore: new Date(Math.floor(validBefore.getTime() / 1000) * 1000),
    withdrawnAt: null,
    operationId: null,
  };
}

async function locked(manager: EntityManager, id: string): Promise<MunicipalActRow> {
  const row = await manager.getRepository(municipalActEntity).findOne({ where: { id }, lock: { mode: "pessimistic_write" } });
  if (row === null) throw participantsProblems.of("act-unknown");
  return row;
}

function requireOpen(row: MunicipalActRow): void {
  if (row.withdrawnAt !== null || row.operationId !== null) throw participantsProblems.of("act-not-open");
  if (row.validBefore.getTime() <= Date.now()) throw participantsProblems.of("act-expired");
}

async function approve(parts: Parts, manager: EntityManager, row: MunicipalActRow, caller: Caller, signed: Signed): Promise<void> {
  requireOpen(row);
  const officer = await parts.staffAccountOf(caller.personId);
  if (officer === undefined) throw participantsProblems.of("act-officer-unknown");
  const approvals = manager.getRepository(actApprovalEntity);
  if (await approvals.existsBy({ actId: row.id, officer })) throw participantsProblems.of("act-second-person-needed");
  refuseSelfGrant(row, officer);
  await checkAgainstLedger(parts, row, officer, signed);
  await approvals.insert({ actId: row.id, officer, personId: caller.personId, ...signed, approvedAt: new Date() });
}

/** The same checks as `Authority.checkApprovals`, made for each signature as it comes, so that a wrong one fails at once. */
async function checkAgainstLedger(parts: Parts, row: MunicipalActRow, officer: Address, signed: Signed): Promise<void> {
  const { chain, cityId } = parts;
  const struct = typedDataByPrimaryType[row.kind];
  const holds = await chain.client.readContract({
    ...chain.contract("authority"),
    functionName: "hasPower",
    args: [cityId, powerId(powerOf(row)), officer],
  });
  if (!holds) throw participantsProblems.of("act-power-missing");
  const kind = await chain.verifyAccount(officer, typedDataDigest(chain, struct, reviveMessage(struct, row.message)), signed);
  if (kind === SignerKind.NONE) throw participantsProblems.of("act-key-refused");
  if (kind !== SignerKind.FULL) throw participantsProblems.of("act-full-key-needed");
}

function refuseSelfGrant(row: MunicipalActRow, officer: Address): void {
  if (row.kind !== "PowerGrant") return;
  const grant = grantSchema.parse(row.message);
  if (grant.granted && sameHex(grant.officer, officer)) throw participantsProblems.of("act-self-grant");
}

async function send(
  parts: Parts,
  transaction: Transaction,
  relayAct: RelayAct<SentAct>,
  row: MunicipalActRow,
  approvals: readonly ActApprovalRow[],
  caller: Caller,
): Promise<OperationView> {
  const sent = sentActSchema.parse({ actId: row.id, kind: row.kind, message: row.message, approvals });
  const operation = await parts.relay.submit(transaction, relayAct, sent, {
    ownerPersonId: caller.personId,
    factId: `act:${row.id}`,
    resultIds: { actId: row.id },
  });
  await transaction.manager.getRepository(municipalActEntity).update({ id: row.id }, { operationId: operation.id });
  return operation;
}

/** An act that waits unsigned while its subject changed would only fail: it is brought to the present revision. */
async function refresh(registrations: ReadonlyMap<SignedPrimaryType, Registration>, manager: EntityManager, rows: readonly MunicipalActRow[]): Promise<MunicipalActRow[]> {
  const waiting = rows.filter((row) => row.withdrawnAt === null && row.operationId === null && row.validBefore.getTime() > Date.now());
  const ids = waiting.map((row) => row.id);
  const approvals = ids.length === 0 ? [] : await manager.getRepository(actApprovalEntity).findBy({ actId: In(ids) });
  const signedIds = new Set(approvals.map((approval) => approval.actId));
  const fresh = new Map<string, MunicipalActRow>();
  for (const row of waiting) {
    const revisionOf = registrations.get(row.kind)?.revisionOf;
    if (revisionOf === undefined || signedIds.has(row.id)) continue;
    const revision = await revisionOf(reviveMessage(typedDataByPrimaryType[row.kind], row.message));
    if (revision === row.message.revision) continue;
    const message = { ...row.message, revision };
    const updated = await manager.query(
      `UPDATE municipal_acts SET message = $2 WHERE id = $1
       AND NOT EXISTS (SELECT 1 FROM municipal_act_approvals WHERE act_id = $1) RETURNING id`,
      [row.id, JSON.stringify(message)],
    );
    if (Array.isArray(updated)) fresh.set(row.id, { ...row, message });
  }
  return rows.map((row) => fresh.get(row.id) ?? row);
}

async function view(parts: Parts, manager: EntityManager, row: MunicipalActRow, caller: Caller | undefined, operation?: OperationView): Promise<ActView> {
  const [act] = await viewAll(parts, manager, [row], caller, operation);
  if (act === undefined) throw participantsProblems.of("act-unknown");
  return act;
}

async function viewAll(
  parts: Parts,
  manager: EntityManager,
  rows: readonly MunicipalActRow[],
  caller: Caller | undefined,
  known?: OperationView,
): Promise<ActView[]> {
  const ids = rows.map((row) => row.id);
  const approvals = ids.length === 0 ? [] : await manager.getRepository(actApprovalEntity).find({ where: { actId: In(ids) }, order: { approvedAt: "ASC" } });
  const names = await parts.people.displayNamesOf([...new Set(approvals.map((approval) => approval.personId))]);
  const operationIds = rows.map((row) => row.operationId).filter((id) => id !== null && id !== known?.id);
  const operations = new Map(await parts.operations.byId(operationIds.filter((id) => id !== null)));
  if (known !== undefined) operations.set(known.id, known);
  const officer = caller === undefined ? undefined : await parts.staffAccountOf(caller.personId);

  return rows.map((row) => {
    const own = approvals.filter((approval) => approval.actId === row.id);
    const struct = typedDataByPrimaryType[row.kind];
    const words = wordsSchema.parse(JSON.parse(parts.personalData.open(placeOf(row.id), row.wordsSealed)));
    const status = statusOf(row, row.operationId === null ? undefined : operations.get(row.operationId)?.status);
    const iHaveApproved = officer !== undefined && own.some((approval) => getAddress(approval.officer) === officer);
    return {
      id: row.id,
      kind: row.kind,
      title: words.titleFr,
      titleEn: words.titleEn,
      toSign: toSign(struct, reviveMessage(struct, row.message)),
      power: powerOf(row),
      needed: row.needed,
      approvals: own.map((approval) => ({ officerName: names.get(approval.personId) ?? "", at: approval.approvedAt.toISOString() })),
      iHaveApproved,
      canApprove: status === "OPEN" && officer !== undefined && !iHaveApproved && caller !== undefined && holdsPower(caller, row.power) && !isGrantTo(row, officer),
      status,
      details: words.details,
      createdAt: row.createdAt.toISOString(),
      validBefore: row.validBefore.toISOString(),
      operationId: row.operationId ?? undefined,
    };
  });
}

function statusOf(row: MunicipalActRow, operation: OperationStatus | undefined): ActView["status"] {
  if (row.withdrawnAt !== null) return "WITHDRAWN";
  if (operation === "failed") return "FAILED";
  if (operation === "indexed") return "DONE";
  if (row.operationId !== null) return "SENT";
  return row.validBefore.getTime() <= Date.now() ? "EXPIRED" : "OPEN";
}

function isGrantTo(row: MunicipalActRow, officer: Address): boolean {
  return row.kind === "PowerGrant" && typeof row.message.officer === "string" && row.message.granted === true && sameHex(row.message.officer, officer);
}

function holdsPower(caller: Caller, power: string): boolean {
  return caller.roles.some((role) => role.powers?.some((held) => held === power) ?? false);
}

function powerOf(row: MunicipalActRow): OfficerPower {
  return powerSchema.parse(row.power);
}

const powerSchema = z.enum(["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT"]);

function registrationOf(registrations: ReadonlyMap<SignedPrimaryType, Registration>, kind: SignedPrimaryType): Registration {
  const registration = registrations.get(kind);
  if (registration === undefined) throw new Error(`No module sends ${kind}`);
  return registration;
}

function isPrimaryType(kind: string): kind is SignedPrimaryType {
  return kind in typedDataByPrimaryType;
}

function asStored(message: ActMessage): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(jsonText(message)));
}

function placeOf(id: string) {
  return { table: "municipal_acts", column: "words", rowId: id };
}
