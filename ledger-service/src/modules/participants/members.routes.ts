import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import type { People } from "../../sign-in/people.ts";
import { appointmentDraft } from "./accept-invitation.ts";
import { institutionOfCity, profileOf } from "./institution-store.ts";
import { institutionParams, memberParams, membersSchema } from "./institutions.schemas.ts";
import type { Members } from "./members.ts";
import type { MunicipalActs } from "./municipal-acts.ts";
import { participantsProblems } from "./participants.problems.ts";

export interface MembersRoutesParts {
  readonly database: DataSource;
  readonly city: { readonly id: number; readonly name: string };
  readonly municipalActs: MunicipalActs;
  readonly members: Members;
  readonly people: Pick<People, "displayNamesOf" | "endSessions">;
}

const keepers = [{ role: "OFFICER", powers: ["ACCREDIT"] }, { role: "MERCHANT_OWNER" }] as const;

export function membersRoutes(parts: MembersRoutesParts): Route[] {
  const { manager } = parts.database;
  return [
    defineRoute({
      method: "GET",
      path: "/api/institutions/{institution}/members",
      summary: "Who acts for an institution",
      access: keepers,
      params: institutionParams,
      answer: membersSchema,
      problems: ["institution-unknown", "role-missing"],
      handle: async ({ caller, params }) => {
        await institutionOfCity(manager, parts.city.id, params.institution);
        requireKeeper(caller, params.institution);
        const rows = await parts.members.ofInstitution(manager, params.institution);
        const names = await parts.people.displayNamesOf(rows.map((row) => row.personId));
        return {
          members: rows.map(({ id, personId, role, since }) => ({ id, displayName: names.get(personId) ?? "", role, since: since.toISOString() })),
        };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/institutions/{institution}/members/{memberId}/removal",
      summary: "Ends a person's role for an institution, and their sessions [S6]; drafts the withdrawal of a coordinator's key",
      access: keepers,
      params: memberParams,
      status: 200,
      answer: membersSchema,
      problems: ["institution-unknown", "role-missing"],
      handle: async ({ caller, params, transaction }) => {
        await institutionOfCity(manager, parts.city.id, params.institution);
        requireKeeper(caller, params.institution);
        const row = await parts.members.of(transaction.manager, params.institution, params.memberId);
        if (row === undefined) throw participantsProblems.of("institution-unknown");
        await parts.members.end(transaction.manager, row.id);
        await parts.people.endSessions(transaction.manager, row.personId);
        const names = await parts.people.displayNamesOf([row.personId]);
        const signer = parts.members.signerOf(row);
        if (signer !== undefined) {
          const institutionName = (await profileOf(manager, params.institution))?.name ?? parts.city.name;
          const draft = appointmentDraft({ institution: params.institution, institutionName, signer, appointed: false, personName: names.get(row.personId) ?? "" });
          await parts.municipalActs.draftAct(transaction, draft, caller);
        }
        const left = await parts.members.ofInstitution(transaction.manager, params.institution);
        const leftNames = await parts.people.displayNamesOf(left.map((member) => member.personId));
        return {
          members: left.map(({ id, personId, role, since }) => ({ id, displayName: leftNames.get(personId) ?? "", role, since: since.toISOString() })),
        };
      },
    }),
  ];
}

function requireKeeper(caller: Caller, institution: Address): void {
  const isAccreditor = caller.roles.some((role) => role.kind === "OFFICER" && (role.powers?.includes("ACCREDIT") ?? false));
  const isOwner = caller.actingFor?.kind === "MERCHANT_OWNER" && caller.actingFor.institution === institution;
  if (!isAccreditor && !isOwner) throw participantsProblems.of("role-missing");
}
