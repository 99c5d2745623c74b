import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";

export const PROGRAMME_UNITS = ["MINUTE", "ATTENDANCE", "CENT", "ACTION"] as const;
export type ProgrammeUnit = (typeof PROGRAMME_UNITS)[number];
export type Rate = { points: number; quantity: number };
export type Resolution = { year: number; number: number; label: string; documentHash: Hex };

/** A city's rule to issue points. Amounts are decimal text. */
export type Programme = {
  programmeId: Hex;
  cityId: number;
  title: string;
  unit: ProgrammeUnit;
  rate: Rate;
  budgetPoints: string;
  reservedPoints: string;
  issuedPoints: string;
  weeklyCeilingPoints: string;
  startsAt: string;
  endsAt: string;
  pendingSeconds: number;
  isTrial: boolean;
  status: "OPEN" | "CLOSED";
  resolution: Resolution;
  revision: number;
};

export const programmesQuery = queryOptions({
  queryKey: ["programmes"],
  queryFn: async ({ signal }) => (await readAnswer<{ programmes: Programme[] }>("/api/programmes", { signal })).programmes,
});

/** A resolution behind a programme, with its text where the city keeps it. */
export type ResolutionDocument = { resolution: Resolution; budgetPoints: string; documentText: string | null };

export function resolutionsQuery(programmeId: Hex) {
  return queryOptions({
    queryKey: ["programmes", programmeId, "resolutions"],
    queryFn: async ({ signal }) => (await readAnswer<{ resolutions: ResolutionDocument[] }>(`/api/programmes/${programmeId}/resolutions`, { signal })).resolutions,
  });
}

/** Points and quantities by period; `periods` are first days, in order. */
export type IssuanceSeries = {
  step: "day" | "week" | "month";
  periods: string[];
  programmes: { programmeId: Hex; title: string; issuedPoints: string[]; quantities: string[] }[];
};

export function issuanceSeriesQuery(from: string, step: IssuanceSeries["step"]) {
  return queryOptions({
    queryKey: ["programmes", "issuance-series", from, step],
    queryFn: ({ signal }) => readAnswer<IssuanceSeries>(`/api/programmes/issuance-series?${new URLSearchParams({ from, step })}`, { signal }),
  });
}
