import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { ComparedFigure, Light } from "./public-summary.ts";

export type Reconciliation = { light: Light; figures: ComparedFigure[] };

export const reconciliationQuery = queryOptions({
  queryKey: ["audit", "reconciliation"],
  queryFn: ({ signal }) => readAnswer<Reconciliation>("/api/audit/reconciliation", { signal }),
});
