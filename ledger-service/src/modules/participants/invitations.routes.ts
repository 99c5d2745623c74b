import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { z } from "zod";
import type { Caller, OfficerPower } from "../../kernel/caller.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import type { Standing } from "../../sign-in/standing.ts";
import { needsSigner, type Acceptance, type StaffAccounts } from "./accept-invitation.ts";
import { institutionOf } from "./institution-store.ts";
import type { InvitationRole } from "./invitation.entity.ts";
import type { Invitation, InvitationStore } from "./invitation-store.ts";
import {
  acceptBody,
  acceptedSchema,
  codeBody,
  invitationAnswerSchema,
  invitationParams,
  invitationsSchema,
  inviteBody,
  previewSchema,
  type invitationSchema,
} from "./invitations.schemas.ts";
import { invitationProblems } from "./invitation.problems.ts";
import { participantsProblems } from "./participants.problems.ts";

export interface InvitationsRoutesParts {
  readonly database: DataSource;
  readonly city: { readonly id: number; readonly name: string };
  readonly invitations: InvitationStore;
  readonly staffAccounts: StaffAccounts;
  readonly nameOf: (institution: Address) => Promise<string | undefined>;
  readonly standingOf: (personId: string) => Promise<Standing>;
  readonly accept: (transaction: Transaction, caller: Caller, answer: z.output<typeof acceptBody>) => Promise<Acceptance>;
}

const inviters = [{ role: "OFFICER", powers: ["ADMIN", "ACCREDIT"] }, { role: "MERCHANT_OWNER" }] as const;

export function invitationsRoutes(parts: InvitationsRoutesParts): Route[] {
  return [...invitingRoutes(parts), ...acceptingRoutes(parts)];
}

function invitingRoutes(parts: InvitationsRoutesParts): Route[] {
  const { database, invitations } = parts;
  return [
    defineRoute({
      method: "GET",
      path: "/api/invitations",
      summary: "Invitations of the city, or of the merchant one acts for",
      access: inviters,
      answer: invitationsSchema,
      handle: async ({ caller }) => {
        const found = (await invitations.list(database.manager)).filter((invitation) => maySee(caller, invitation));
        return { invitations: await Promise.all(found.map((invitation) => viewOf(parts, invitation))) };
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/invitations",
      summary: "Invites one person by name to one role",
      access: inviters,
      body: inviteBody,
      status: 201,
      answer: invitationAnswerSchema,
      problems: ["invitation-incomplete", "institution-unknown", "institution-kind-refused", "role-missing"],
      limit: { count: 60, per: "hour", by: "person" },
      handle: async ({ caller, body }) => {
        await checkInvitation(parts, caller, body);
        const { invitation, code } = await invitations.create(database.manager, {
          ...body,
          powers: body.role === "AUDITOR" ? ["AUDIT"] : (body.powers ?? []),
          createdBy: caller.personId,
        });
        return { invitation: { ...(await viewOf(parts, invitation)), code } };
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/invitations/{id}/withdraw",
      summary: "Withdraws an invitation that was not accepted",
      access: inviters,
      params: invitationParams,
      answer: invitationAnswerSchema,
      problems: ["invitation-unknown"],
      handle: async ({ caller, params }) => {
        const invitation = await invitations.of(database.manager, params.id);
        if (invitation === undefined || !maySee(caller, invitation)) throw invitationProblems.of("invitation-unknown");
        if (invitation.status === "OPEN") await invitations.withdraw(database.manager, invitation.id);
        const present = (await invitations.of(database.manager, params.id)) ?? invitation;
        return { invitation: await viewOf(parts, present) };
      },
    }),
  ];
}

function acceptingRoutes(parts: InvitationsRoutesParts): Route[] {
  return [
    defineRoute({
      method: "POST",
      path: "/api/invitations/preview",
      summary: "What an invitation gives, before accepting it; the code is never in an address [S12]",
      access: "session",
      body: codeBody,
      answer: previewSchema,
      problems: ["one-time-code-refused"],
      limit: { count: 20, per: "hour", by: "person" },
      handle: async ({ caller, body }) => {
        const invitation = await parts.invitations.openOfCode(parts.database.manager, body.code);
        return {
          role: invitation.role,
          displayName: invitation.displayName,
          institution: invitation.institution,
          institutionName: invitation.institution === undefined ? undefined : await parts.nameOf(invitation.institution),
          cityName: parts.city.name,
          powers: invitation.powers.length === 0 ? undefined : [...invitation.powers],
          needsSigner: await needsSigner(parts.staffAccounts, invitation, caller.personId),
        };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/invitations/accept",
      summary: "Accepts an invitation, with a key of one's own where the role signs",
      access: "session",
      body: acceptBody,
      status: 200,
      answer: acceptedSchema,
      problems: ["one-time-code-refused", "invitation-key-needed", "invitation-incomplete", "key-already-used", "terminal-key-refused"],
      limit: { count: 20, per: "hour", by: "person" },
      handle: async ({ caller, body, transaction }) => {
        const { isPending, operation, invitation } = await parts.accept(transaction, caller, body);
        const standing = await parts.standingOf(caller.personId);
        const given = isPending ? [] : [await roleOf(parts, invitation)];
        const roles = [...standing.roles, ...given].map((role) => ({ ...role, powers: role.powers === undefined ? undefined : [...role.powers] }));
        return { roles, ...(isPending ? { pendingAct: true } : {}), operation };
      },
    }),
  ];
}

/** The role as it will be read once this transaction is committed. */
async function roleOf(parts: InvitationsRoutesParts, { role, institution }: Invitation) {
  return { kind: role, institution, institutionName: institution === undefined ? undefined : await parts.nameOf(institution), powers: undefined };
}

async function checkInvitation(parts: InvitationsRoutesParts, caller: Caller, body: z.output<typeof inviteBody>): Promise<void> {
  if (!mayInvite(caller, body.role, body.institution)) throw participantsProblems.of("role-missing");
  if (body.role === "OFFICER" || body.role === "AUDITOR") {
    const hasPowers = body.role === "AUDITOR" || (body.powers !== undefined && body.powers.length > 0);
    if (!hasPowers || body.institution !== undefined) throw invitationProblems.of("invitation-incomplete");
    return;
  }
  if (body.institution === undefined) throw invitationProblems.of("invitation-incomplete");
  const institution = await institutionOf(parts.database.manager, body.institution);
  if (institution === undefined || institution.cityId !== parts.city.id) throw participantsProblems.of("institution-unknown");
  const wanted = body.role === "COORDINATOR" ? "ORGANIZATION" : "MERCHANT";
  if (institution.kind !== wanted && institution.kind !== "CITY") throw participantsProblems.of("institution-kind-refused");
}

/** ADMIN invites staff, ACCREDIT whoever acts for an institution, an owner the cashiers of their own merchant. */
function mayInvite(caller: Caller, role: InvitationRole, institution: Address | undefined): boolean {
  if (role === "OFFICER" || role === "AUDITOR") return hasPower(caller, "ADMIN");
  if (hasPower(caller, "ACCREDIT")) return true;
  return role === "CASHIER" && ownerOf(caller) !== undefined && ownerOf(caller) === institution;
}

function maySee(caller: Caller, invitation: Invitation): boolean {
  return mayInvite(caller, invitation.role, invitation.institution);
}

function hasPower(caller: Caller, power: OfficerPower): boolean {
  return caller.roles.some((role) => role.kind === "OFFICER" && (role.powers?.includes(power) ?? false));
}

function ownerOf(caller: Caller): Address | undefined {
  return caller.actingFor?.kind === "MERCHANT_OWNER" ? caller.actingFor.institution : undefined;
}

async function viewOf(parts: InvitationsRoutesParts, invitation: Invitation): Promise<z.input<typeof invitationSchema>> {
  return {
    id: invitation.id,
    role: invitation.role,
    displayName: invitation.displayName,
    institution: invitation.institution,
    institutionName: invitation.institution === undefined ? undefined : await parts.nameOf(invitation.institution),
    powers: invitation.powers.length === 0 ? undefined : [...invitation.powers],
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    status: invitation.status,
  };
}
