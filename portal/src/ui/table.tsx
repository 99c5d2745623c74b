import type { ReactNode } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";

export type TableColumn<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Figures are set to the right and never broken. */
  numeric?: boolean;
  sort?: "ascending" | "descending";
};

type TableProps<Row> = {
  caption: string;
  captionHidden?: boolean;
  /** The first column is the head of each row. */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowState?: (row: Row) => "error" | "void" | undefined;
  /** Under 48rem each row becomes a card. */
  cards?: boolean;
  foot?: ReactNode;
};

const stateClass = { error: "is-err", void: "is-void" } as const;

/**
 * A table with explicit roles, because the card layout takes the native ones away. It scrolls in its own
 * region, which the keyboard reaches.
 */
export function Table<Row>({ caption, captionHidden = false, columns, rows, rowKey, rowState, cards = false, foot }: TableProps<Row>) {
  const text = useText(uiText);
  const cellOf = (row: Row, column: TableColumn<Row>, index: number) => {
    const className = column.numeric ? "n" : undefined;
    if (index === 0) return <th key={column.key} role="rowheader" scope="row" className={className}>{column.cell(row)}</th>;
    return <td key={column.key} role="cell" className={className} data-l={column.head}>{column.cell(row)}</td>;
  };
  return (
    <div className="m-scroll" tabIndex={0} role="region" aria-label={text.table(caption)}>
      <table role="table" className={cards ? "m-table m-table--cards" : "m-table"}>
        <caption className={captionHidden ? "m-hide" : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" className={column.numeric ? "n" : undefined} aria-sort={column.sort}>{column.head}</th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const state = rowState?.(row);
            return (
              <tr key={rowKey(row)} role="row" className={state && stateClass[state]}>
                {columns.map((column, index) => cellOf(row, column, index))}
              </tr>
            );
          })}
        </tbody>
        {foot && <tfoot role="rowgroup">{foot}</tfoot>}
      </table>
    </div>
  );
}

/** A second, quieter line inside a cell. */
export function CellMore({ children, code = false }: { children: ReactNode; code?: boolean }) {
  return <span className={code ? "m-table__more m-code" : "m-table__more"}>{children}</span>;
}
