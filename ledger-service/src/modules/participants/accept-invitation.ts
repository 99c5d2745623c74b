import type { Address, Hex } from "viem";
import { officerPowers, type Caller, type OfficerPower } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { InvitationRole } from "./invitation.entity.ts";
import type { Invitation, InvitationStore } from "./invitation-store.ts";
import type { Members } from "./members.ts";
import type { ActDraft, MunicipalActs } from "./municipal-acts.ts";
import { invitationProblems } from "./invitation.problems.ts";
import { terminalProblems } from "./terminal.problems.ts";
import { powerId, powerNames } from "./power-names.ts";

/** What accepting asks of the accounts module: a staff account for a person, with a first FULL key. */
export interface StaffAccounts {
  staffAccountOf(personId: string): Promise<Address | undefined>;
  openStaffAccount(transaction: Transaction, personId: string, signer: Hex): Promise<{ account: Address; operation: OperationView }>;
}

export interface Acceptance {
  readonly invitation: Invitation;
  /** An officer must still confirm what the ledger is to know. */
  readonly isPending: boolean;
  readonly operation?: OperationView;
}

interface Parts {
  readonly chain: Chain;
  readonly cityId: number;
  readonly invitations: InvitationStore;
  readonly members: Members;
  readonly municipalActs: MunicipalActs;
  readonly staffAccounts: StaffAccounts;
  readonly nameOf: (institution: Address) => Promise<string | undefined>;
}

const staffRoles: ReadonlySet<InvitationRole> = new Set(["OFFICER", "AUDITOR"]);

/** Whether a person who accepts brings a key: coordinators theirs, staff who have no account here yet. */
export async function needsSigner(staffAccounts: StaffAccounts, invitation: Invitation, personId: string): Promise<boolean> {
  if (invitation.role === "COORDINATOR") return true;
  return staffRoles.has(invitation.role) && (await staffAccounts.staffAccountOf(personId)) === undefined;
}

/**
 * Uses an invitation. A cashier or an owner may act at once; a coordinator's key and an officer's powers become drafts
 * that an officer of the city must sign, so that a stolen code alone gives nothing on the ledger.
 */
export async function acceptInvitation(parts: Parts, transaction: Transaction, caller: Caller, answer: { code: string; signer?: Hex }): Promise<Acceptance> {
  const invitation = await parts.invitations.accept(transaction.manager, answer.code, caller.personId);
  const signer = answer.signer;
  if (signer !== undefined) await requireAllowed(parts.chain, signer);
  if (signer === undefined && (await needsSigner(parts.staffAccounts, invitation, caller.personId))) {
    throw invitationProblems.of("invitation-key-needed");
  }
  if (staffRoles.has(invitation.role)) return acceptAsStaff(parts, transaction, caller, invitation, signer);
  return acceptAsMember(parts, transaction, caller, invitation, signer);
}

async function acceptAsMember(parts: Parts, transaction: Transaction, caller: Caller, invitation: Invitation, signer: Hex | undefined): Promise<Acceptance> {
  const { institution, role } = invitation;
  if (institution === undefined || role === "OFFICER" || role === "AUDITOR") throw invitationProblems.of("invitation-incomplete");
  const isCoordinator = role === "COORDINATOR";
  await parts.members.add(transaction.manager, { personId: caller.personId, institution, role, signer: isCoordinator ? signer : undefined });
  if (!isCoordinator || signer === undefined) return { invitation, isPending: false };
  const institutionName = (await parts.nameOf(institution)) ?? "";
  await parts.municipalActs.draftAct(transaction, appointmentDraft({ institution, institutionName, signer, appointed: true, personName: caller.displayName, invitedName: invitation.displayName }));
  return { invitation, isPending: true };
}

async function acceptAsStaff(parts: Parts, transaction: Transaction, caller: Caller, invitation: Invitation, signer: Hex | undefined): Promise<Acceptance> {
  const existing = await parts.staffAccounts.staffAccountOf(caller.personId);
  const opened = existing === undefined && signer !== undefined ? await parts.staffAccounts.openStaffAccount(transaction, caller.personId, signer) : undefined;
  const account = existing ?? opened?.account;
  if (account === undefined) throw invitationProblems.of("invitation-key-needed");
  const powers: readonly OfficerPower[] = invitation.role === "AUDITOR" ? ["AUDIT"] : invitation.powers;
  for (const power of officerPowers.filter((candidate) => powers.includes(candidate))) {
    await parts.municipalActs.draftAct(
      transaction,
      powerGrantDraft({ cityId: parts.cityId, power, officer: account, granted: true, personName: caller.displayName, invitedName: invitation.displayName }),
    );
  }
  return { invitation, isPending: true, operation: opened?.operation };
}

async function requireAllowed(chain: Chain, signer: Hex): Promise<void> {
  const isAllowed = await chain.client.readContract({ ...chain.contract("accounts"), functionName: "isAllowedSigner", args: [signer] });
  if (!isAllowed) throw terminalProblems.of("terminal-key-refused");
}

/** The appointment of a coordinator's key, or its withdrawal. */
export function appointmentDraft(subject: {
  institution: Address;
  institutionName: string;
  signer: Hex;
  appointed: boolean;
  personName: string;
  invitedName?: string;
}): ActDraft {
  const { institution, institutionName, signer, appointed, personName, invitedName } = subject;
  return {
    kind: "Appointment",
    message: { institution, signer, appointed },
    power: "ACCREDIT",
    titleFr: appointed ? `${personName} signera pour ${institutionName}` : `${personName} ne signera plus pour ${institutionName}`,
    titleEn: appointed ? `${personName} will sign for ${institutionName}` : `${personName} will no longer sign for ${institutionName}`,
    details: personDetails(personName, invitedName, [{ label: "Organisme", value: institutionName }]),
  };
}

/** A power given to an officer, or taken back. */
export function powerGrantDraft(subject: {
  cityId: number;
  power: OfficerPower;
  officer: Address;
  granted: boolean;
  personName: string;
  invitedName?: string;
}): ActDraft {
  const { cityId, power, officer, granted, personName, invitedName } = subject;
  const name = powerNames[power];
  return {
    kind: "PowerGrant",
    message: { cityId, power: powerId(power), officer, granted },
    power: "ADMIN",
    titleFr: granted ? `Donner à ${personName} le pouvoir «\u202F${name.fr}\u202F»` : `Retirer à ${personName} le pouvoir «\u202F${name.fr}\u202F»`,
    titleEn: granted ? `Give ${personName} the power “${name.en}”` : `Take the power “${name.en}” from ${personName}`,
    details: personDetails(personName, invitedName, [{ label: "Pouvoir", value: name.fr }]),
  };
}

function personDetails(personName: string, invitedName: string | undefined, more: ActDraft["details"]): ActDraft["details"] {
  const invited = invitedName === undefined ? [] : [{ label: "Invitation au nom de", value: invitedName }];
  return [{ label: "Personne", value: personName }, ...invited, ...more];
}
