import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { contestLine, type ContestLineParts } from "./contest-line.ts";
import { readPendingLines, type ReadPendingLinesParts } from "./read-pending-lines.ts";
import { sheetProblems } from "./sheet.problems.ts";
import { contestBody, contestCreatedSchema, lineParams, pendingLinesSchema } from "./sheets.schemas.ts";

export interface PendingLineRouteParts extends ReadPendingLinesParts, ContestLineParts {
  readonly asOfBlock: () => Promise<number>;
}

/** What a resident sees of the lines in their name, and may contest. */
export function pendingLineRoutes(parts: PendingLineRouteParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/account/pending-lines",
      summary: "Lines attested for the resident: pending, posted, disputed, struck",
      access: { role: "RESIDENT" },
      answer: pendingLinesSchema,
      handle: async ({ caller }) => ({
        lines: caller.account === undefined ? [] : await readPendingLines(parts, caller.account),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineAct({
      method: "POST",
      path: "/api/account/pending-lines/{sheetId}/{index}/contest",
      summary: "Ask one's city to dispute a pending line",
      access: { role: "RESIDENT" },
      params: lineParams,
      body: contestBody,
      status: 201,
      answer: contestCreatedSchema,
      problems: ["line-unknown", "window-over", "line-not-open", "contest-exists"],
      handle: async ({ params, body, caller, transaction }) => {
        if (caller.account === undefined) throw sheetProblems.of("line-unknown");
        return contestLine(parts, transaction, { personId: caller.personId, account: caller.account }, { ...params, ...body });
      },
    }),
  ];
}
