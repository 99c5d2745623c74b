import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { civilDayOf } from "../../kernel/civil-day.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { ParticipantStatus } from "../../platform/chain/generated/enums.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { draftAccreditation, draftStatusChange } from "./accredit-institution.ts";
import type { InstitutionProfileRow } from "./institution-profile.entity.ts";
import { institutionOfCity, institutionsOfCity, profileOf, profilesOf, type Institution } from "./institution-store.ts";
import {
  accreditBody,
  cityListSchema,
  institutionAnswerSchema,
  institutionParams,
  institutionsQuery,
  institutionsSchema,
  institutionStatusBody,
  type institutionSchema,
} from "./institutions.schemas.ts";
import type { Members } from "./members.ts";
import type { MunicipalActs } from "./municipal-acts.ts";
import { actAnswerSchema } from "./municipal-acts.schemas.ts";
import { participantsProblems } from "./participants.problems.ts";
import { terminalEntity } from "./terminal.entity.ts";

export interface InstitutionsRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly city: { readonly id: number; readonly name: string };
  readonly cities: readonly { readonly id: number; readonly slug: string; readonly name: string; readonly population: number; readonly origin: string; readonly character: string }[];
  readonly municipalActs: MunicipalActs;
  readonly members: Members;
  readonly asOfBlock: () => Promise<number>;
}

const accreditors = { role: "OFFICER", powers: ["ACCREDIT"] } as const;

export function institutionsRoutes(parts: InstitutionsRoutesParts): Route[] {
  return [...readingRoutes(parts), ...accreditingRoutes(parts)];
}

function readingRoutes(parts: InstitutionsRoutesParts): Route[] {
  const { manager } = parts.database;
  return [
    defineRoute({
      method: "GET",
      path: "/api/cities",
      summary: "Member cities",
      access: "public",
      answer: cityListSchema,
      handle: async () => ({
        cities: parts.cities.map(({ id, slug, name, population, origin, character }) => ({ id, slug, name, population, origin, character })),
      }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/institutions",
      summary: "Merchants and organizations of this city",
      access: "public",
      query: institutionsQuery,
      answer: institutionsSchema,
      handle: async ({ caller, query }) => {
        const profiles = await profilesOf(manager);
        const found = (await institutionsOfCity(manager, parts.city.id)).filter(
          (institution) =>
            (query.kind === undefined || institution.kind === query.kind) &&
            (query.status === undefined || institution.status === query.status),
        );
        const counts = isOfficer(caller) ? await countsOf(parts) : undefined;
        return {
          institutions: found.map((institution) => viewOf(parts, institution, profiles.get(institution.institution), counts)),
          asOfBlock: await parts.asOfBlock(),
        };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/institutions/{institution}",
      summary: "One merchant or organization of this city",
      access: "public",
      params: institutionParams,
      answer: institutionAnswerSchema,
      problems: ["institution-unknown"],
      handle: async ({ caller, params }) => {
        const institution = await ownInstitution(parts, params.institution);
        const profile = (await profileOf(manager, params.institution)) ?? undefined;
        const counts = isOfficer(caller) ? await countsOf(parts) : undefined;
        return { institution: viewOf(parts, institution, profile, counts), asOfBlock: await parts.asOfBlock() };
      },
    }),
  ];
}

function accreditingRoutes(parts: InstitutionsRoutesParts): Route[] {
  const drafting = { chain: parts.chain, cityId: parts.city.id, municipalActs: parts.municipalActs };
  return [
    defineAct({
      method: "POST",
      path: "/api/institutions",
      summary: "Drafts the accreditation of a merchant or an organization",
      access: accreditors,
      body: accreditBody,
      status: 201,
      answer: actAnswerSchema,
      handle: async ({ caller, body, transaction }) => ({ act: await draftAccreditation(drafting, transaction, caller, body) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/institutions/{institution}/status",
      summary: "Drafts a suspension, a reinstatement or a closing",
      access: accreditors,
      params: institutionParams,
      body: institutionStatusBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["institution-unknown", "institution-status-refused"],
      handle: async ({ caller, params, body, transaction }) => {
        const institution = await ownInstitution(parts, params.institution);
        if (institution.status === "CLOSED" || institution.kind === "CITY") throw participantsProblems.of("institution-status-refused");
        const name = (await profileOf(parts.database.manager, params.institution))?.name ?? "";
        return { act: await draftStatusChange(drafting, transaction, caller, { institution, name, ...body }) };
      },
    }),
  ];
}

/** @throws Problem `institution-unknown`, also for another city's [S9] */
async function ownInstitution(parts: InstitutionsRoutesParts, address: Address): Promise<Institution> {
  return institutionOfCity(parts.database.manager, parts.city.id, address);
}

function isOfficer(caller: Caller | undefined): boolean {
  return caller?.roles.some((role) => role.kind === "OFFICER") ?? false;
}

interface Counts {
  readonly coordinators: ReadonlyMap<string, number>;
  readonly terminals: ReadonlyMap<string, number>;
}

async function countsOf(parts: InstitutionsRoutesParts): Promise<Counts> {
  const active = await parts.database.getRepository(terminalEntity).findBy({ status: ParticipantStatus.ACTIVE });
  const terminals = new Map<string, number>();
  for (const { merchant } of active) terminals.set(merchant, (terminals.get(merchant) ?? 0) + 1);
  return { coordinators: await parts.members.coordinatorCounts(parts.database.manager), terminals };
}

function viewOf(
  parts: InstitutionsRoutesParts,
  institution: Institution,
  profile: InstitutionProfileRow | undefined,
  counts: Counts | undefined,
): z.input<typeof institutionSchema> {
  const shown = {
    institution: institution.institution,
    kind: institution.kind,
    name: profile?.name ?? parts.city.name,
    category: profile?.category ?? "Ville",
    address: profile?.address ?? undefined,
    status: institution.status,
    sinceDate: civilDayOf(institution.accreditedAt),
  };
  if (counts === undefined) return shown;
  return {
    ...shown,
    phone: profile?.phone ?? undefined,
    dailyCeilingPoints: institution.dailyCeilingPoints.toString(),
    revision: institution.revision,
    coordinatorCount: counts.coordinators.get(institution.institution) ?? 0,
    terminalCount: counts.terminals.get(institution.institution) ?? 0,
    suspensionEndsAt: institution.suspensionEndsAt?.toISOString() ?? null,
  };
}
