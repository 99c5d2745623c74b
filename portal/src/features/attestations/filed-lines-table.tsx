import type { ReactNode } from "react";
import { formatDate } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { FiledLine } from "./sheets.ts";

const toneOf: Record<FiledLine["status"], TagTone> = { PENDING: "info", POSTED: "ok", DISPUTED: "bad", STRUCK: "neutral" };

/** The lines of a filed sheet by member code, with the state and the reason of each. */
export function FiledLinesTable({ lines, actionOf }: { lines: readonly FiledLine[]; actionOf: ((line: FiledLine) => ReactNode) | undefined }) {
  const { detail: text } = useText(sheetsText);
  const columns: TableColumn<FiledLine>[] = [
    { key: "line", head: text.line, cell: ({ index }) => <span className="m-nowrap">{text.line} {formatNumber(index + 1)}</span> },
    { key: "code", head: text.memberCode, cell: ({ memberCode }) => <span className="m-code m-nowrap">{memberCode}</span> },
    { key: "quantity", head: text.quantity, numeric: true, cell: ({ quantityText }) => quantityText },
    { key: "points", head: text.points, numeric: true, cell: ({ points, status }) => (status === "STRUCK" ? "0" : formatNumber(BigInt(points))) },
    { key: "state", head: text.state, cell: (line) => <LineState line={line} /> },
  ];
  if (actionOf) columns.push({ key: "act", head: text.act, cell: actionOf });
  return (
    <div className="m-panel m-panel--flush">
      <Table caption={text.linesCaption} captionHidden columns={columns} rows={lines} rowKey={({ index }) => String(index)} rowState={({ status }) => (status === "STRUCK" ? "void" : undefined)} cards />
    </div>
  );
}

function LineState({ line: { status, dispute, reason } }: { line: FiledLine }) {
  const { detail: text } = useText(sheetsText);
  return (
    <span>
      <Tag tone={toneOf[status]}>{text.lineStatus[status]}</Tag>
      {reason !== null && <CellMore>{reason}</CellMore>}
      {dispute && <CellMore>{text.by[dispute.by]}. {text.decideBefore(formatDate(dispute.decideBefore))}</CellMore>}
    </span>
  );
}
