import type { DataSource } from "typeorm";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { actAnswerSchema } from "../participants/municipal-acts.schemas.ts";
import { draftSideChange, type SideParts } from "./change-side.ts";
import type { ClearingCity } from "./clearing-books.ts";
import { clearingQuerySchema, clearingSchema, sideBodySchema } from "./clearing.schemas.ts";
import { readClearing } from "./read-clearing.ts";

export interface ClearingRoutesParts extends SideParts {
  readonly database: DataSource;
  readonly own: ClearingCity & SideParts["own"];
  readonly cities: readonly (ClearingCity & SideParts["own"])[];
  readonly asOfBlock: () => Promise<number>;
}

const treasury = { role: "OFFICER", powers: ["TREASURY"] } as const;
const readers = [
  { role: "OFFICER", powers: ["TREASURY", "PROGRAMME", "AUDIT", "ADMIN"] },
  { role: "AUDITOR", powers: ["AUDIT"] },
] as const;

export function clearingRoutes(parts: ClearingRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/clearing",
      summary: "What cities owe each other in a period",
      access: readers,
      query: clearingQuerySchema,
      answer: clearingSchema,
      problems: ["clearing-period-unknown"],
      handle: async ({ query }) => ({
        ...(await readClearing(parts.database, parts.own, parts.cities, query.period, new Date())),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/clearing/sides",
      summary: "Draft this city's own ceiling towards another",
      access: treasury,
      body: sideBodySchema,
      status: 201,
      answer: actAnswerSchema,
      problems: ["clearing-pair-refused"],
      handle: async ({ body, caller, transaction }) => ({ act: await draftSideChange(parts, transaction, caller, body) }),
    }),
  ];
}
