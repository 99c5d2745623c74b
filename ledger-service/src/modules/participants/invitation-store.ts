import type { EntityManager } from "typeorm";
import { getAddress, type Address } from "viem";
import type { OfficerPower } from "../../kernel/caller.ts";
import { newOneTimeCode, normalizeOneTimeCode } from "../../kernel/check-code.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { invitationEntity, type InvitationRole, type InvitationRow } from "./invitation.entity.ts";
import { invitationProblems } from "./invitation.problems.ts";
import { powerOfName } from "./power-names.ts";

const INVITATION_LIFE_MS = 14 * 24 * 3_600_000;
const INVITATIONS_SHOWN = 200;

export interface Invitation {
  readonly id: string;
  readonly role: InvitationRole;
  readonly displayName: string;
  readonly institution?: Address;
  readonly powers: readonly OfficerPower[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly status: "OPEN" | "ACCEPTED" | "EXPIRED" | "WITHDRAWN";
}

export interface NewInvitation {
  readonly role: InvitationRole;
  readonly displayName: string;
  readonly institution?: Address;
  readonly powers: readonly OfficerPower[];
  readonly createdBy: string;
}

/** Invitations by name: the code is shown once, kept as a keyed hash, good for 14 days and one person. */
export interface InvitationStore {
  create(manager: EntityManager, invitation: NewInvitation): Promise<{ invitation: Invitation; code: string }>;
  list(manager: EntityManager): Promise<Invitation[]>;
  of(manager: EntityManager, id: string): Promise<Invitation | undefined>;
  /** @throws Problem `one-time-code-refused`: unknown, used, withdrawn or expired, all one answer */
  openOfCode(manager: EntityManager, typedCode: string): Promise<Invitation>;
  /** Uses it up, once. @throws Problem `one-time-code-refused` */
  accept(manager: EntityManager, typedCode: string, personId: string): Promise<Invitation>;
  withdraw(manager: EntityManager, id: string): Promise<void>;
}

export function createInvitationStore(personalData: PersonalData): InvitationStore {
  const place = (id: string) => ({ table: "invitations", column: "name", rowId: id });
  const indexOf = (typedCode: string) => personalData.blindIndex("invitations.code", normalizeOneTimeCode(typedCode));
  const rows = (manager: EntityManager) => manager.getRepository(invitationEntity);

  const opened = (row: InvitationRow): Invitation => ({
    id: row.id,
    role: row.role,
    displayName: personalData.open(place(row.id), row.nameSealed),
    institution: row.institution === null ? undefined : getAddress(row.institution),
    powers: row.powers.map(powerOfName).filter((power) => power !== undefined),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    status: statusOf(row),
  });

  return {
    create: async (manager, invitation) => {
      const id = randomUUID();
      const code = newOneTimeCode();
      const createdAt = new Date();
      const row: InvitationRow = {
        id,
        role: invitation.role,
        nameSealed: personalData.seal(place(id), invitation.displayName),
        institution: invitation.institution ?? null,
        powers: [...invitation.powers],
        codeIndex: indexOf(code),
        createdBy: invitation.createdBy,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + INVITATION_LIFE_MS),
        acceptedAt: null,
        acceptedBy: null,
        withdrawnAt: null,
      };
      await rows(manager).insert(row);
      return { invitation: opened(row), code };
    },
    list: async (manager) => {
      const found = await rows(manager).find({ order: { createdAt: "DESC" }, take: INVITATIONS_SHOWN });
      return found.map(opened);
    },
    of: async (manager, id) => {
      const row = await rows(manager).findOneBy({ id });
      return row === null ? undefined : opened(row);
    },
    openOfCode: async (manager, typedCode) => {
      const row = await rows(manager).findOneBy({ codeIndex: indexOf(typedCode) });
      if (row === null || statusOf(row) !== "OPEN") throw invitationProblems.of("one-time-code-refused");
      return opened(row);
    },
    accept: async (manager, typedCode, personId) => {
      const row = await rows(manager).findOne({ where: { codeIndex: indexOf(typedCode) }, lock: { mode: "pessimistic_write" } });
      if (row === null || statusOf(row) !== "OPEN") throw invitationProblems.of("one-time-code-refused");
      await rows(manager).update({ id: row.id }, { acceptedAt: new Date(), acceptedBy: personId });
      return opened(row);
    },
    withdraw: async (manager, id) => {
      await rows(manager).update({ id }, { withdrawnAt: new Date() });
    },
  };
}

function statusOf(row: InvitationRow): Invitation["status"] {
  if (row.withdrawnAt !== null) return "WITHDRAWN";
  if (row.acceptedAt !== null) return "ACCEPTED";
  return row.expiresAt.getTime() <= Date.now() ? "EXPIRED" : "OPEN";
}
