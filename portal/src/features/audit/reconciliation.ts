import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

export type Reconciliation = Shape<"Reconciliation">;

export const reconciliationQuery = queryOptions({
  queryKey: ["audit", "reconciliation"],
  queryFn: ({ signal }) => readAnswer<Reconciliation>("/api/audit/reconciliation", { signal }),
});
