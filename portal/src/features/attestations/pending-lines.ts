import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** One line of a sheet that names this resident, until it is posted or struck. */
export type PendingLine = Shape<"PendingLine">;

export const pendingLinesQuery = queryOptions({
  queryKey: ["account", "pending-lines"],
  queryFn: async ({ signal }) => (await readAnswer<Shape<"PendingLines">>("/api/account/pending-lines", { signal })).lines,
  // A posted line is a movement by then.
  select: (lines) => lines.filter((line) => line.status !== "POSTED"),
});

/** How much of the correction window has run, 0 to 1. */
export function windowShare(line: Pick<PendingLine, "filedAt" | "windowEndsAt">, nowMs: number): number {
  const from = Date.parse(line.filedAt);
  const to = Date.parse(line.windowEndsAt);
  if (to <= from) return 1;
  return Math.min(1, Math.max(0, (nowMs - from) / (to - from)));
}
