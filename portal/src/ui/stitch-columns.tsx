import { formatNumber } from "../i18n/format-number.ts";
import { stitchesOf } from "./stitch-scale.ts";

export type StitchColumn = { key: string; label: string; value: number };

const SHAPES = {
  wide: { pitch: 110, perRow: 3, stitch: 28, rise: 17.3, baseline: 200, room: 30 },
  narrow: { pitch: 46, perRow: 2, stitch: 17, rise: 10.5, baseline: 175, room: 24 },
} as const;

const STITCH_HEIGHT = 22 / 24;

/** Quantities as piled stitches, each worth `worth`, with the value above and the label under. The newest on the right. */
export function StitchColumns({ columns, worth, sentence, shape }: { columns: readonly StitchColumn[]; worth: number; sentence: string; shape: keyof typeof SHAPES }) {
  const { pitch, perRow, stitch, rise, baseline, room } = SHAPES[shape];
  const height = stitch * STITCH_HEIGHT;
  const width = pitch * columns.length;
  return (
    <svg className={shape === "wide" ? "m-tricot m-only-l" : "m-tricot m-only-s"} viewBox={`0 ${-room} ${width} ${baseline + room + 28}`} role="img" aria-label={sentence}>
      <line x1={0} x2={width} y1={baseline} y2={baseline} stroke="var(--ink)" strokeWidth={2} />
      {columns.map((column, at) => {
        const count = stitchesOf(column.value, worth);
        const left = at * pitch + (pitch - perRow * stitch) / 2;
        const rows = Math.ceil(count / perRow);
        const top = rows === 0 ? baseline : baseline - height - (rows - 1) * rise;
        return (
          <g key={column.key} style={{ fill: "var(--city-vivid)" }}>
            {Array.from({ length: count }, (_, index) => (
              <use
                key={index}
                href="#maille"
                x={left + (index % perRow) * stitch}
                y={baseline - height - Math.floor(index / perRow) * rise}
                width={stitch}
                height={height}
              />
            ))}
            <text className="t-n" x={at * pitch + pitch / 2} y={top - 8} textAnchor="middle">{formatNumber(column.value)}</text>
            <text x={at * pitch + pitch / 2} y={baseline + 22} textAnchor="middle">{column.label}</text>
          </g>
        );
      })}
    </svg>
  );
}
