import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { actAnswerSchema } from "../participants/municipal-acts.schemas.ts";
import { changeAllotment, closeProgramme, raiseBudget, type ChangeProgrammeParts } from "./change-programme.ts";
import type { IssuanceStore } from "./issuance-store.ts";
import { readIssuanceSeries } from "./issuance-series.ts";
import { openProgramme } from "./open-programme.ts";
import { pointsProblems } from "./points.problems.ts";
import {
  allotmentsSchema,
  changeAllotmentBody,
  emptyBody,
  issuanceSeriesQuery,
  issuanceSeriesSchema,
  openProgrammeBody,
  programmeParams,
  programmesSchema,
  raiseBudgetBody,
  resolutionDocumentsSchema,
} from "./points.schemas.ts";
import { resolutionLabel, viewProgramme } from "./programme-view.ts";
import type { InstitutionNames } from "./institution-names.ts";

export interface ProgrammeRouteParts extends ChangeProgrammeParts {
  readonly issuance: IssuanceStore;
  readonly institutionNamesOf: InstitutionNames;
  readonly asOfBlock: () => Promise<number>;
}

const programmeOfficer = { role: "OFFICER", powers: ["PROGRAMME"] } as const;
const staff = [
  { role: "OFFICER", powers: ["PROGRAMME", "TREASURY", "AUDIT", "ADMIN"] },
  { role: "AUDITOR", powers: ["AUDIT"] },
] as const;

export function programmeRoutes(parts: ProgrammeRouteParts): Route[] {
  return [...publicRoutes(parts), ...allotmentRoutes(parts), ...municipalActRoutes(parts)];
}

function publicRoutes(parts: ProgrammeRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/programmes",
      summary: "Programmes of this city, each with its resolution and budget",
      access: "public",
      answer: programmesSchema,
      handle: async () => {
        const rows = await parts.programmes.programmesOf(parts.cityId);
        const titles = await parts.programmes.titlesOf(rows.map((row) => row.programmeId));
        return { programmes: rows.map((row) => viewProgramme(row, titles.get(row.programmeId))), asOfBlock: await parts.asOfBlock() };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/programmes/issuance-series",
      summary: "Points issued by period and programme, for charts",
      access: "public",
      query: issuanceSeriesQuery,
      answer: issuanceSeriesSchema,
      handle: async ({ query }) => ({ ...(await readIssuanceSeries(parts, query)), asOfBlock: await parts.asOfBlock() }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/programmes/{programmeId}/resolutions",
      summary: "Council resolutions behind a programme, with their published text",
      access: "public",
      params: programmeParams,
      answer: resolutionDocumentsSchema,
      problems: ["programme-unknown"],
      handle: async ({ params }) => {
        const row = await parts.programmes.programmeOf(params.programmeId);
        if (row === undefined || row.cityId !== parts.cityId) throw pointsProblems.of("programme-unknown");
        const resolutions = await parts.programmes.resolutionsOf(params.programmeId);
        const documents = await parts.programmes.documentsOf(resolutions.map((resolution) => resolution.documentHash));
        return {
          resolutions: resolutions.map(({ year, number, documentHash, budgetPoints }) => ({
            resolution: { year, number: Number(number), label: resolutionLabel(year, number), documentHash },
            budgetPoints: budgetPoints.toString(),
            documentText: documents.get(documentHash) ?? null,
          })),
        };
      },
    }),
  ];
}

function allotmentRoutes(parts: ProgrammeRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/programmes/{programmeId}/allotments",
      summary: "What each organization may attest under a programme, and has used",
      access: staff,
      params: programmeParams,
      answer: allotmentsSchema,
      problems: ["programme-unknown"],
      handle: async ({ params }) => {
        const row = await parts.programmes.programmeOf(params.programmeId);
        if (row === undefined || row.cityId !== parts.cityId) throw pointsProblems.of("programme-unknown");
        const rows = await parts.programmes.allotmentsOf(params.programmeId);
        const names = await parts.institutionNamesOf(rows.map((allotment) => allotment.institution));
        return {
          allotments: rows.map((allotment) => ({
            programmeId: allotment.programmeId,
            institution: allotment.institution,
            institutionName: names.get(allotment.institution) ?? "",
            allottedPoints: allotment.allottedPoints.toString(),
            usedPoints: allotment.usedPoints.toString(),
            revision: Number(allotment.revision),
          })),
          asOfBlock: await parts.asOfBlock(),
        };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/programmes/{programmeId}/allotments",
      summary: "Draft an organization's share of a programme",
      access: programmeOfficer,
      params: programmeParams,
      body: changeAllotmentBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["programme-unknown", "programme-closed", "allotment-below-used", "programme-institution-refused"],
      handle: async ({ params, body, caller, transaction }) => {
        const institutionName = (await parts.institutionNamesOf([body.institution])).get(body.institution);
        if (institutionName === undefined) throw pointsProblems.of("programme-institution-refused");
        return { act: await changeAllotment(parts, transaction, caller, { ...params, ...body, institutionName }) };
      },
    }),
  ];
}

function municipalActRoutes(parts: ProgrammeRouteParts): Route[] {
  return [
    defineAct({
      method: "POST",
      path: "/api/programmes",
      summary: "Draft the opening of a programme under a resolution; two officers sign",
      access: programmeOfficer,
      body: openProgrammeBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["programme-terms-refused", "programme-exists", "resolution-document-missing", "resolution-document-differs"],
      handle: async ({ body, caller, transaction }) => ({ act: await openProgramme(parts, transaction, caller, body) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/programmes/{programmeId}/raise",
      summary: "Draft a higher budget under a later resolution; two officers sign",
      access: programmeOfficer,
      params: programmeParams,
      body: raiseBudgetBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["programme-unknown", "programme-closed", "budget-not-raised", "resolution-document-missing", "resolution-document-differs"],
      handle: async ({ params, body, caller, transaction }) => ({
        act: await raiseBudget(parts, transaction, caller, { ...params, ...body }),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/programmes/{programmeId}/closing",
      summary: "Draft the closing of a programme to new sheets",
      access: programmeOfficer,
      params: programmeParams,
      body: emptyBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["programme-unknown", "programme-closed"],
      handle: async ({ params, caller, transaction }) => ({
        act: await closeProgramme(parts, transaction, caller, params.programmeId),
      }),
    }),
  ];
}
