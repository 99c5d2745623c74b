import { formatShortDate } from "../i18n/format-date.ts";
import { formatNumber } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { curvePath, roundCeiling, verticalOf } from "./chart-scale.ts";
import type { CurvePoint } from "./chart-scale.ts";
import { More } from "./more.tsx";
import { Table } from "./table.tsx";

type CumulativeChartProps = {
  /** The whole conclusion in one sentence, true of everything shown. */
  sentence: string;
  /** In order of time, never falling. */
  points: readonly CurvePoint[];
  ceiling: bigint;
  fromMs: number;
  toMs: number;
  seriesLabel: string;
  dateHead: string;
  valueHead: string;
};

const BOX = { width: 600, height: 240 };
const MARGIN = { left: 84, right: 150, top: 24, bottom: 34 };

/** A cumulative curve under its voted ceiling (dashed), labels at the ends of the lines, axis from zero. */
export function CumulativeChart({ sentence, points, ceiling, fromMs, toMs, seriesLabel, dateHead, valueHead }: CumulativeChartProps) {
  const text = useText(uiText);
  const last = points[points.length - 1];
  const top = roundCeiling(last && last.value > ceiling ? last.value : ceiling);
  const line = curvePath(points, { fromMs, toMs, top }, BOX);
  const lastX = last ? ((last.atMs - fromMs) / Math.max(1, toMs - fromMs)) * BOX.width : 0;
  const lastY = verticalOf(last?.value ?? 0n, top, BOX.height);
  const capY = verticalOf(ceiling, top, BOX.height);
  const firstX = points[0] ? ((points[0].atMs - fromMs) / Math.max(1, toMs - fromMs)) * BOX.width : 0;
  return (
    <figure className="m-stack">
      <svg className="m-chart" role="img" aria-label={sentence} viewBox={`${-MARGIN.left} ${-MARGIN.top} ${BOX.width + MARGIN.left + MARGIN.right} ${BOX.height + MARGIN.top + MARGIN.bottom}`}>
        {[0n, top / 2n, top].map((value) => {
          const y = verticalOf(value, top, BOX.height);
          return (
            <g key={value.toString()}>
              <line className="c-grid" x1={0} x2={BOX.width} y1={y} y2={y} />
              <text x={-10} y={y + 5} textAnchor="end">{formatNumber(value)}</text>
            </g>
          );
        })}
        <line className="c-cap" x1={0} x2={BOX.width} y1={capY} y2={capY} />
        <text className="c-label" x={BOX.width + 8} y={capY + 5}>{text.ceiling}</text>
        {last && <path className="c-area" d={`${line}V${BOX.height}H${firstX.toFixed(1)}Z`} />}
        <path className="c-line" d={line} />
        {last && <circle className="c-dot" cx={lastX} cy={lastY} r={6} />}
        {last && <text className="c-label" x={lastX + 12} y={Math.abs(lastY - capY) < 22 ? lastY + 26 : lastY + 5}>{seriesLabel}</text>}
        <text x={0} y={BOX.height + 26}>{formatShortDate(fromMs)}</text>
        <text x={BOX.width} y={BOX.height + 26} textAnchor="end">{formatShortDate(toMs)}</text>
      </svg>
      <More>
        <Table
          caption={sentence}
          rows={points}
          rowKey={(point) => String(point.atMs)}
          columns={[
            { key: "date", head: dateHead, cell: (point) => formatShortDate(point.atMs) },
            { key: "value", head: valueHead, numeric: true, cell: (point) => formatNumber(point.value) },
          ]}
        />
      </More>
    </figure>
  );
}
