import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { actAnswerSchema } from "../participants/municipal-acts.schemas.ts";
import { draftDecision, draftLineDispute, draftSheetStrike, refuseContest, type DeskParts } from "./decide-dispute.ts";
import { readDisputes, readRequests, type ReadDisputesParts } from "./read-disputes.ts";
import { contestRefusalBody, decisionBody, disputesSchema, lineParams, requestParams, sheetParams, strikeBody } from "./sheets.schemas.ts";
import { emptyBody } from "../points/points.schemas.ts";

export interface DisputeRouteParts extends ReadDisputesParts, DeskParts {
  readonly asOfBlock: () => Promise<number>;
}

const desk = { role: "OFFICER", powers: ["PROGRAMME"] } as const;

/** The dispute desk of a city: what its residents ask, what it decides. */
export function disputeRoutes(parts: DisputeRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/disputes",
      summary: "Requests of residents and disputes to decide",
      access: desk,
      answer: disputesSchema,
      handle: async () => ({
        requests: await readRequests(parts),
        disputes: await readDisputes(parts),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/disputes/requests/{requestId}/act",
      summary: "Draft the dispute that a resident asked for",
      access: desk,
      params: requestParams,
      body: emptyBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["contest-unknown", "window-over", "line-not-open"],
      handle: async ({ params, caller, transaction }) => ({
        act: await draftLineDispute(parts, transaction, caller, params.requestId),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/disputes/requests/{requestId}/refusal",
      summary: "Answer a resident that the line will not be disputed",
      access: desk,
      params: requestParams,
      body: contestRefusalBody,
      status: 204,
      problems: ["contest-unknown"],
      handle: ({ params, body, transaction }) => refuseContest(parts, transaction, params.requestId, body.explanation),
    }),
    defineAct({
      method: "POST",
      path: "/api/disputes/{sheetId}/{index}/decision",
      summary: "Draft the decision of a dispute: struck or released",
      access: desk,
      params: lineParams,
      body: decisionBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["sheet-unknown", "line-not-disputed", "decision-too-late"],
      handle: async ({ params, body, caller, transaction }) => ({
        act: await draftDecision(parts, transaction, caller, { ...params, ...body }),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/sheets/{sheetId}/strike",
      summary: "Draft the end of a whole sheet by the programme's city",
      access: desk,
      params: sheetParams,
      body: strikeBody,
      status: 201,
      answer: actAnswerSchema,
      problems: ["sheet-unknown", "sheet-not-open"],
      handle: async ({ params, body, caller, transaction }) => ({
        act: await draftSheetStrike(parts, transaction, caller, { ...params, ...body }),
      }),
    }),
  ];
}
