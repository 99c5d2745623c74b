import type { DataSource } from "typeorm";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import type { MunicipalActs } from "./municipal-acts.ts";
import { actAnswerSchema, actParams, actsQuery, actsSchema, approvalAnswerSchema, approvalBody } from "./municipal-acts.schemas.ts";

export interface MunicipalActsRoutesParts {
  readonly database: DataSource;
  readonly municipalActs: MunicipalActs;
}

const officers = [{ role: "OFFICER" }, { role: "AUDITOR" }] as const;

export function municipalActsRoutes({ database, municipalActs }: MunicipalActsRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/acts",
      summary: "Municipal acts, the latest first",
      access: officers,
      query: actsQuery,
      answer: actsSchema,
      handle: async ({ caller, query }) => ({ acts: await municipalActs.listActs(database.manager, caller, query.status) }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/acts/{id}",
      summary: "One municipal act and what to sign",
      access: officers,
      params: actParams,
      answer: actAnswerSchema,
      problems: ["act-unknown"],
      handle: async ({ caller, params }) => ({ act: await municipalActs.readAct(database.manager, params.id, caller) }),
    }),
    defineAct({
      method: "POST",
      path: "/api/acts/{id}/approvals",
      summary: "Adds an officer's signature; the last needed one sends the act",
      access: { role: "OFFICER" },
      params: actParams,
      body: approvalBody,
      answer: approvalAnswerSchema,
      problems: [
        "act-unknown",
        "act-not-open",
        "act-expired",
        "act-second-person-needed",
        "act-power-missing",
        "act-key-refused",
        "act-full-key-needed",
        "act-officer-unknown",
        "act-self-grant",
      ],
      handle: ({ caller, params, body, transaction }) => municipalActs.approveAct(transaction, params.id, caller, body.signed),
    }),
    defineAct({
      method: "POST",
      path: "/api/acts/{id}/withdrawal",
      summary: "Withdraws an act that was not sent",
      access: { role: "OFFICER" },
      params: actParams,
      status: 200,
      answer: actAnswerSchema,
      problems: ["act-unknown", "act-not-open", "act-expired", "role-missing"],
      handle: async ({ caller, params, transaction }) => ({ act: await municipalActs.withdrawAct(transaction, params.id, caller) }),
    }),
  ];
}
