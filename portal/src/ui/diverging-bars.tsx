import type { CSSProperties } from "react";
import { formatMove } from "../i18n/format-number.ts";
import { More } from "./more.tsx";
import { percentOf } from "./share-of.ts";
import { Table } from "./table.tsx";

export type DivergingRow = { key: string; label: string; value: bigint; own?: boolean };

/** Net amounts on both sides of zero: sign and amount always written, hatched for what is owed. */
export function DivergingBars({ sentence, rows, labelHead, valueHead }: { sentence: string; rows: readonly DivergingRow[]; labelHead: string; valueHead: string }) {
  const widest = rows.reduce((top, row) => (abs(row.value) > top ? abs(row.value) : top), 1n);
  return (
    <figure className="m-stack">
      <div role="img" aria-label={sentence}>
        <ul className="m-net" aria-hidden="true">
          {rows.map((row) => (
            <li key={row.key} className={row.own ? "is-me" : undefined}>
              <span>{row.label}</span>
              <span className="m-net__bar">
                <i className={row.value < 0n ? "is-neg" : undefined} style={{ "--v": percentOf(abs(row.value), widest * 2n) } as CSSProperties} />
              </span>
              <span className="n">{formatMove(row.value)}</span>
            </li>
          ))}
        </ul>
      </div>
      <More>
        <Table
          caption={sentence}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: "label", head: labelHead, cell: (row) => row.label },
            { key: "value", head: valueHead, numeric: true, cell: (row) => formatMove(row.value) },
          ]}
        />
      </More>
    </figure>
  );
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
