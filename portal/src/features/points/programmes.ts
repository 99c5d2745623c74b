import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

export const PROGRAMME_UNITS = ["MINUTE", "ATTENDANCE", "CENT", "ACTION"] as const;
export type ProgrammeUnit = (typeof PROGRAMME_UNITS)[number];
export type Rate = Programme["rate"];
export type Resolution = Shape<"Resolution">;

/** A city's rule to issue points. Amounts are decimal text. */
export type Programme = WithHex<Shape<"Programme">, "programmeId">;

export const programmesQuery = queryOptions({
  queryKey: ["programmes"],
  queryFn: async ({ signal }) => (await readAnswer<{ programmes: Programme[] }>("/api/programmes", { signal })).programmes,
});

/** A resolution behind a programme, with its text where the city keeps it. */
export type ResolutionDocument = Shape<"ResolutionDocuments">["resolutions"][number];

export function resolutionsQuery(programmeId: Hex) {
  return queryOptions({
    queryKey: ["programmes", programmeId, "resolutions"],
    queryFn: async ({ signal }) => (await readAnswer<{ resolutions: ResolutionDocument[] }>(`/api/programmes/${programmeId}/resolutions`, { signal })).resolutions,
  });
}

/** Points and quantities by period; `periods` are first days, in order. */
export type IssuanceSeries = Shape<"IssuanceSeries">;

export function issuanceSeriesQuery(from: string, step: IssuanceSeries["step"]) {
  return queryOptions({
    queryKey: ["programmes", "issuance-series", from, step],
    queryFn: ({ signal }) => readAnswer<IssuanceSeries>(`/api/programmes/issuance-series?${new URLSearchParams({ from, step })}`, { signal }),
  });
}
