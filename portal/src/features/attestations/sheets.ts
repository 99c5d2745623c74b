import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** A sheet of the organization. */
export type SheetSummary = Shape<"SheetSummary">;
export type SheetStatus = SheetSummary["status"];

/** A sheet with its steps and its lines, by member code only. */
export type FiledSheet = WithHex<Shape<"SheetDetail">, "sheetId">;
export type FiledLine = FiledSheet["lines"][number];
export type SheetStep = FiledSheet["steps"][number];

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
