import { formatShortDate } from "../i18n/format-date.ts";
import { formatNumber } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { curvePath, roundCeiling, verticalOf } from "./chart-scale.ts";
import type { CurvePoint } from "./chart-scale.ts";

export type CumulativeSeries = { points: readonly CurvePoint[]; ceiling: bigint; fromMs: number; toMs: number; seriesLabel: string; projection?: Projection };

/** Where the present rhythm leads, dotted, with its label. */
export type Projection = { atMs: number; value: bigint; label: string };

/** Wide: labels beside the ends of the lines. Narrow: labels over the lines, so that the text stays readable at 320 px. */
type PlotShape = "wide" | "narrow";

const SHAPES = {
  wide: { width: 600, height: 240, left: 84, right: 150, top: 24, bottom: 34 },
  narrow: { width: 236, height: 190, left: 2, right: 4, top: 26, bottom: 34 },
} as const;

/** The curve itself, its ceiling in dashes, its axis from zero. */
export function CumulativePlot({ points, ceiling, fromMs, toMs, seriesLabel, projection, sentence, shape }: CumulativeSeries & { sentence: string; shape: PlotShape }) {
  const text = useText(uiText);
  const box = SHAPES[shape];
  const narrow = shape === "narrow";
  const last = points[points.length - 1];
  const highest = [last?.value ?? 0n, projection?.value ?? 0n, ceiling].reduce((most, value) => (value > most ? value : most));
  const top = roundCeiling(highest);
  const across = (atMs: number) => ((atMs - fromMs) / Math.max(1, toMs - fromMs)) * box.width;
  const up = (value: bigint) => verticalOf(value, top, box.height);
  const line = curvePath(points, { fromMs, toMs, top }, box);
  const end = { x: across(last?.atMs ?? fromMs), y: up(last?.value ?? 0n) };
  const capY = up(ceiling);
  const nearCap = Math.abs(end.y - capY) < 26;
  const viewBox = `${-box.left} ${-box.top} ${box.width + box.left + box.right} ${box.height + box.top + box.bottom}`;
  return (
    <svg className={narrow ? "m-chart m-only-s" : "m-chart m-only-l"} role="img" aria-label={sentence} viewBox={viewBox}>
      {[0n, top / 2n, top].map((value) => (
        <g key={value.toString()}>
          <line className="c-grid" x1={0} x2={box.width} y1={up(value)} y2={up(value)} />
          {(!narrow || value === top) && (
            <text x={narrow ? 0 : -10} y={narrow ? up(value) - 8 : up(value) + 5} textAnchor={narrow ? "start" : "end"}>{formatNumber(value)}</text>
          )}
        </g>
      ))}
      {last && <path className="c-area" d={`${line}V${box.height}H${across(points[0]?.atMs ?? fromMs).toFixed(1)}Z`} />}
      <line className="c-cap" x1={0} x2={box.width} y1={capY} y2={capY} />
      <text className="c-label" x={narrow ? box.width : box.width + 8} y={narrow ? capY - 8 : capY + 5} textAnchor={narrow ? "end" : "start"}>{text.ceiling}</text>
      <path className="c-line" d={line} />
      {last && projection && <path className="c-proj" d={`M${end.x.toFixed(1)} ${end.y.toFixed(1)}L${across(projection.atMs).toFixed(1)} ${up(projection.value).toFixed(1)}`} />}
      {projection && !narrow && <text className="c-label" x={across(projection.atMs) + 8} y={up(projection.value) + (Math.abs(up(projection.value) - capY) < 20 ? 24 : 5)}>{projection.label}</text>}
      {last && <circle className="c-dot" cx={end.x} cy={end.y} r={6} />}
      {last && narrow && <text className="c-label" x={box.width} y={Math.min(box.height - 8, nearCap ? end.y + 28 : end.y - 14)} textAnchor="end">{seriesLabel}</text>}
      {last && !narrow && <text className="c-label" x={projection ? end.x - 12 : end.x + 12} y={projection ? end.y - 12 : nearCap ? end.y + 26 : end.y + 5} textAnchor={projection ? "end" : "start"}>{seriesLabel}</text>}
      <text x={0} y={box.height + 26}>{formatShortDate(fromMs)}</text>
      <text x={box.width} y={box.height + 26} textAnchor="end">{formatShortDate(toMs)}</text>
    </svg>
  );
}
