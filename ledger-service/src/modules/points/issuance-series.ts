import type { z } from "zod";
import type { IssuanceStore, SeriesStep } from "./issuance-store.ts";
import type { issuanceSeriesQuery } from "./points.schemas.ts";
import type { ProgrammeStore } from "./programme-store.ts";
import { fallbackTitle } from "./programme-view.ts";

const DAY_MS = 86_400_000;
/** Of a chart without dates: about half a year back. */
const DEFAULT_SPAN_DAYS = 182;
const PERIODS_LIMIT = 400;

/** Points and quantities issued by each programme of the city in each period, zero where there was nothing. */
export async function readIssuanceSeries(
  parts: { readonly cityId: number; readonly programmes: ProgrammeStore; readonly issuance: IssuanceStore },
  query: z.output<typeof issuanceSeriesQuery>,
) {
  const to = query.to === undefined ? new Date(Date.now() + DAY_MS) : new Date(`${query.to}T00:00:00Z`);
  const from = query.from === undefined ? new Date(to.getTime() - DEFAULT_SPAN_DAYS * DAY_MS) : new Date(`${query.from}T00:00:00Z`);
  const [rows, issued] = await Promise.all([
    parts.programmes.programmesOf(parts.cityId),
    parts.issuance.issued(parts.cityId, query.step, from, to),
  ]);
  const titles = await parts.programmes.titlesOf(rows.map((row) => row.programmeId));
  const periods = periodsBetween(query.step, from, to);
  const byKey = new Map(issued.map((item) => [`${item.programmeId}/${item.period}`, item]));
  return {
    step: query.step,
    periods,
    programmes: rows.map((row) => ({
      programmeId: row.programmeId,
      title: titles.get(row.programmeId) ?? fallbackTitle(row),
      issuedPoints: periods.map((period) => (byKey.get(`${row.programmeId}/${period}`)?.points ?? 0n).toString()),
      quantities: periods.map((period) => (byKey.get(`${row.programmeId}/${period}`)?.quantity ?? 0n).toString()),
    })),
  };
}

/** First days of the periods that meet [from, to), UTC, oldest first; at most 400. */
export function periodsBetween(step: SeriesStep, from: Date, to: Date): string[] {
  const periods: string[] = [];
  for (let day = periodStart(step, from); day < to && periods.length < PERIODS_LIMIT; day = nextPeriod(step, day)) {
    periods.push(day.toISOString().slice(0, 10));
  }
  return periods;
}

function periodStart(step: SeriesStep, at: Date): Date {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), step === "month" ? 1 : at.getUTCDate()));
  return step === "week" ? new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS) : day;
}

function nextPeriod(step: SeriesStep, day: Date): Date {
  if (step === "month") return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1));
  return new Date(day.getTime() + (step === "week" ? 7 : 1) * DAY_MS);
}
