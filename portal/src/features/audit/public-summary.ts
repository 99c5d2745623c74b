import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** One figure as the ledger and as the city's database have it. */
export type ComparedFigure = Light["differences"][number];

/** Whether ledger and database agree, as of which page and time. */
export type Light = Shape<"Light">;

export type PublicProgramme = PublicSummary["programmes"][number];

/** The city without anybody in particular; `residentsEnrolled` is null below ten [L11]. */
export type PublicSummary = Shape<"PublicSummary">;

export const publicSummaryQuery = queryOptions({
  queryKey: ["public", "summary"],
  queryFn: ({ signal }) => readAnswer<PublicSummary>("/api/public/summary", { signal }),
});
