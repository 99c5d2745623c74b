import type { CurvePoint } from "../../ui/chart-scale.ts";
import type { IssuanceSeries } from "./programmes.ts";

const DAY_MS = 86_400_000;
const PACE_DAYS = 30;

/** Points issued since the first period, all programmes, at the end of each period that has begun. */
export function cumulated(series: Pick<IssuanceSeries, "periods" | "programmes">, nowMs: number): CurvePoint[] {
  let sum = 0n;
  const points: CurvePoint[] = [];
  series.periods.forEach((day, index) => {
    const startsMs = Date.parse(`${day}T12:00:00Z`);
    if (startsMs > nowMs) return;
    if (points.length === 0) points.push({ atMs: startsMs, value: 0n });
    sum += series.programmes.reduce((total, { issuedPoints }) => total + BigInt(issuedPoints[index] ?? "0"), 0n);
    const next = series.periods[index + 1];
    const endsMs = next === undefined ? nowMs : Date.parse(`${next}T12:00:00Z`);
    points.push({ atMs: Math.min(endsMs, nowMs), value: sum });
  });
  return points;
}

/** Where the last thirty days lead. `runsOutMs` is before `endMs` when the ceiling will be met first. */
export type Pace = { projected: bigint; runsOutMs: number | undefined };

/** Prolongs the rhythm of the last thirty days of a cumulated curve to `endMs`. */
export function paceOf(points: readonly CurvePoint[], ceiling: bigint, endMs: number): Pace {
  const last = points.at(-1);
  if (last === undefined) return { projected: 0n, runsOutMs: undefined };
  const since = points.filter(({ atMs }) => atMs <= last.atMs - PACE_DAYS * DAY_MS).at(-1) ?? points[0] ?? last;
  const spanMs = Math.max(1, last.atMs - since.atMs);
  const perMs = Number(last.value - since.value) / spanMs;
  const projected = last.value + BigInt(Math.round(perMs * Math.max(0, endMs - last.atMs)));
  if (last.value >= ceiling) return { projected, runsOutMs: last.atMs };
  if (perMs <= 0) return { projected, runsOutMs: undefined };
  const runsOutMs = last.atMs + Number(ceiling - last.value) / perMs;
  return { projected, runsOutMs: runsOutMs < endMs ? runsOutMs : undefined };
}
