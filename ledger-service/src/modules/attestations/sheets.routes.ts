import { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { commonProblems } from "../../platform/http/common.problems.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import type { ActivityStore } from "./activity-store.ts";
import { programmeTitles, viewActivity } from "./activity-view.ts";
import { changeSheetProblems, disputeOwnLine, revokeSheet, type ChangeSheetParts } from "./change-sheet.ts";
import { checkSheetLines } from "./check-sheet.ts";
import { createActivity } from "./create-activity.ts";
import { activityOf, draftSheet, type DraftSheetParts } from "./draft-sheet.ts";
import { readPastedLines } from "./read-pasted-lines.ts";
import { readSheet, readSheets, type ReadSheetsParts } from "./read-sheets.ts";
import { sheetProblems } from "./sheet.problems.ts";
import { sheetRulesOf } from "./sheet-rules.ts";
import {
  SHEET_LINES_LIMIT,
  activitiesSchema,
  activityCreatedSchema,
  checkSheetBody,
  createActivityBody,
  draftParams,
  draftSheetBody,
  lineParams,
  sheetCheckSchema,
  sheetDetailSchema,
  sheetDraftSchema,
  sheetParams,
  sheetsSchema,
  signedBody,
  signedReasonBody,
  toSignSchema,
} from "./sheets.schemas.ts";
import { signedAnswer } from "./signed-answer.ts";
import { signSheet, type SignSheetParts } from "./sign-sheet.ts";

export interface SheetRouteParts extends DraftSheetParts, SignSheetParts, ReadSheetsParts, ChangeSheetParts {
  readonly activities: ActivityStore;
  readonly asOfBlock: () => Promise<number>;
}

const coordinator = { role: "COORDINATOR" } as const;
const toSignOrOperation = z.union([operationAnswerSchema, toSignSchema]);

/** What an organization does, for the institution it acts for. */
export function sheetRoutes(parts: SheetRouteParts): Route[] {
  return [...activityRoutes(parts), ...preparationRoutes(parts), ...filedSheetRoutes(parts)];
}

function activityRoutes(parts: SheetRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/activities",
      summary: "Activities of the organization, newest first",
      access: coordinator,
      answer: activitiesSchema,
      handle: async ({ caller }) => {
        const activities = await parts.activities.activitiesOf(actorOf(caller).institution);
        const programmeIds = activities.map((activity) => activity.programmeId);
        const [programmes, titles, counts] = await Promise.all([
          parts.programmes.programmesByIds([...new Set(programmeIds)]),
          programmeTitles(parts.programmes, programmeIds),
          parts.records.countsOfActivities(activities.map((activity) => activity.activityId)),
        ]);
        return {
          activities: activities.flatMap((activity) => {
            const programme = programmes.get(activity.programmeId);
            const title = titles.get(activity.programmeId) ?? "";
            return programme === undefined ? [] : [viewActivity(activity, programme, title, counts.get(activity.activityId) ?? 0)];
          }),
        };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/activities",
      summary: "Record an activity of one week under a programme",
      access: coordinator,
      body: createActivityBody,
      status: 201,
      answer: activityCreatedSchema,
      problems: ["programme-unknown", "programme-closed", "activity-week-refused", "programme-week-outside"],
      handle: async ({ body, caller, transaction }) => {
        const { activity, programme } = await createActivity(parts, transaction, actorOf(caller), body);
        const titles = await programmeTitles(parts.programmes, [activity.programmeId]);
        return { activity: viewActivity(activity, programme, titles.get(activity.programmeId) ?? "", 0) };
      },
    }),
  ];
}

function preparationRoutes(parts: SheetRouteParts): Route[] {
  return [
    defineRoute({
      method: "POST",
      path: "/api/sheets/check",
      summary: "Read typed or pasted lines and say in place what is wrong",
      access: coordinator,
      body: checkSheetBody,
      answer: sheetCheckSchema,
      problems: ["activity-unknown", "sheet-empty", "sheet-too-long"],
      bodyLimit: "512kb",
      limit: { count: 120, per: "minute", by: "person" },
      handle: async ({ body, caller }) => {
        const actor = actorOf(caller);
        const activity = await activityOf(parts.activities, actor.institution, body.activityId);
        const lines = body.lines ?? readPastedLines(body.pastedText ?? "");
        if (lines.length === 0) throw sheetProblems.of("sheet-empty");
        if (lines.length > SHEET_LINES_LIMIT) throw sheetProblems.of("sheet-too-long", { limit: SHEET_LINES_LIMIT });
        const checked = await checkSheetLines(parts, await sheetRulesOf(parts.programmes, activity.programmeId), lines, actor);
        return { lines: [...checked.lines], totals: checked.totals, errorCount: checked.errorCount };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/sheets",
      summary: "Draft a sheet for one signature; the same lines give the same draft",
      access: coordinator,
      body: draftSheetBody,
      status: 201,
      answer: sheetDraftSchema,
      problems: ["activity-unknown", "sheet-has-errors", "sheet-differs"],
      bodyLimit: "512kb",
      handle: ({ body, caller, transaction }) => draftSheet(parts, transaction, actorOf(caller), { ...body, part: body.part ?? 0 }),
    }),
    defineAct({
      method: "POST",
      path: "/api/sheets/{draftId}/signature",
      summary: "File the sheet with its one signature",
      access: coordinator,
      params: draftParams,
      body: signedBody,
      answer: operationAnswerSchema,
      problems: [
        "draft-unknown", "signer-on-sheet", "sheet-differs", "sheet-signature-refused", "sheet-expired", "institution-not-active",
        "budget-exceeded", "allotment-exceeded", "programme-closed", "programme-week-outside",
      ],
      handle: async ({ params, body, caller, transaction }) => ({
        operation: await signSheet(parts, transaction, actorOf(caller), params.draftId, body.signed),
      }),
    }),
  ];
}

function filedSheetRoutes(parts: SheetRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/sheets",
      summary: "Sheets of the organization, newest first",
      access: coordinator,
      answer: sheetsSchema,
      handle: async ({ caller }) => ({
        sheets: await readSheets(parts, actorOf(caller).institution),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/sheets/{sheetId}",
      summary: "One sheet, its lines by member code and its steps",
      access: coordinator,
      params: sheetParams,
      answer: sheetDetailSchema,
      problems: ["sheet-unknown"],
      handle: async ({ params, caller }) => ({
        ...(await readSheet(parts, actorOf(caller).institution, params.sheetId)),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/sheets/{sheetId}/revocation",
      summary: "Take the whole sheet back: first what to sign, then the signature",
      access: coordinator,
      params: sheetParams,
      body: signedReasonBody,
      answer: toSignOrOperation,
      problems: changeSheetProblems,
      handle: async ({ params, body, caller, transaction }) =>
        signedAnswer(await revokeSheet(parts, transaction, actorOf(caller), params.sheetId, body)),
    }),
    defineAct({
      method: "POST",
      path: "/api/sheets/{sheetId}/lines/{index}/dispute",
      summary: "Question one's own line: first what to sign, then the signature",
      access: coordinator,
      params: lineParams,
      body: signedReasonBody,
      answer: toSignOrOperation,
      problems: changeSheetProblems,
      handle: async ({ params, body, caller, transaction }) =>
        signedAnswer(await disputeOwnLine(parts, transaction, actorOf(caller), params, body)),
    }),
  ];
}

function actorOf(caller: Caller) {
  // The route's access lets nobody through who acts for no institution; refused all the same [S14].
  if (caller.actingFor === undefined) throw commonProblems.of("acting-for-needed");
  const { institution, institutionName } = caller.actingFor;
  return { institution, personId: caller.personId, displayName: caller.displayName, asker: { id: institution, name: institutionName } };
}
