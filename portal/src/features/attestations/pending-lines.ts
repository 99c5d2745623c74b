import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";

export type ContestStatus = "REQUESTED" | "OPENED" | "RELEASED" | "STRUCK" | "REFUSED" | "TOO_LATE";

/** One line of a sheet that names this resident, until it is posted or struck. */
export type PendingLine = {
  sheetId: string;
  index: number;
  activityTitle: string;
  institutionName: string;
  signerName: string | null;
  programmeTitle: string;
  resolution: string;
  quantityText: string;
  points: string;
  filedAt: string;
  windowEndsAt: string;
  status: "PENDING" | "POSTED" | "DISPUTED" | "STRUCK";
  canContest: boolean;
  contest: { requestedAt: string; reasonCode: number; status: ContestStatus } | null;
};

export const pendingLinesQuery = queryOptions({
  queryKey: ["account", "pending-lines"],
  queryFn: async ({ signal }) => (await readAnswer<{ lines: PendingLine[] }>("/api/account/pending-lines", { signal })).lines,
});

/** How much of the correction window has run, 0 to 1. */
export function windowShare(line: Pick<PendingLine, "filedAt" | "windowEndsAt">, nowMs: number): number {
  const from = Date.parse(line.filedAt);
  const to = Date.parse(line.windowEndsAt);
  if (to <= from) return 1;
  return Math.min(1, Math.max(0, (nowMs - from) / (to - from)));
}
