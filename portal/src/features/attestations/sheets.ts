import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { ActivityUnit } from "./activities.ts";

export type SheetStatus = "SENT" | "FILED" | "FINISHED" | "STRUCK" | "REVOKED" | "EXPIRED";
export type LineStatus = "PENDING" | "POSTED" | "DISPUTED" | "STRUCK";

/** A sheet of the organization. Points are decimal text. */
export type SheetSummary = {
  sheetId: Hex;
  activityTitle: string;
  programmeTitle: string;
  unit: ActivityUnit;
  weekStartsOn: string;
  part: number;
  lineCount: number;
  totalQuantityText: string;
  reservedPoints: string;
  issuedPoints: string;
  status: SheetStatus;
  filedAt: string | null;
  windowEndsAt: string | null;
  counts: { open: number; posted: number; disputed: number; struck: number };
};

/** A line by its member code; the account behind it is never told. */
export type FiledLine = {
  index: number;
  memberCode: string;
  quantityText: string;
  status: LineStatus;
  points: string;
  reason: string | null;
  dispute: { by: "RESIDENT_CITY" | "PROGRAMME_CITY" | "INSTITUTION"; openedAt: string; decideBefore: string } | null;
};

export type SheetStepName = "SIGNED" | "FILED" | "VOLUNTEERS_TOLD" | "WINDOW_OVER" | "POSTED";
export type SheetStep = { step: SheetStepName; at: string | null; isDone: boolean };
export type FiledSheet = SheetSummary & { signerName: string | null; resolution: string; canRevoke: boolean; lines: FiledLine[]; steps: SheetStep[] };

const MOVING_MS = 3_000;
const WAITING_MS = 15_000;

/** Read on its own too, since a live event may be missed. */
function pauseOf(status: SheetStatus | undefined): number | false {
  return status === "SENT" ? MOVING_MS : status === "FILED" ? WAITING_MS : false;
}

export const sheetsQuery = queryOptions({
  queryKey: ["acting", "sheets"],
  queryFn: async ({ signal }) => (await readAnswer<{ sheets: SheetSummary[] }>("/api/sheets", { signal })).sheets,
  refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "SENT") ? MOVING_MS : false),
});

export function sheetQuery(sheetId: string) {
  return queryOptions({
    queryKey: ["acting", "sheets", sheetId],
    queryFn: ({ signal }) => readAnswer<FiledSheet>(`/api/sheets/${encodeURIComponent(sheetId)}`, { signal }),
    refetchInterval: ({ state }) => pauseOf(state.data?.status),
  });
}
