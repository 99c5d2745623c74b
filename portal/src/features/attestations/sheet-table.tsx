import { Link } from "react-router";
import { formatDate } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { SheetStatus, SheetSummary } from "./sheets.ts";
import { noonOf } from "./weeks.ts";

const toneOf: Record<SheetStatus, TagTone> = { SENT: "info", FILED: "info", FINISHED: "ok", STRUCK: "bad", REVOKED: "bad", EXPIRED: "neutral" };

/** What a sheet is worth: all of it while it may still be posted, what was posted once it has ended. */
function pointsOf({ status, reservedPoints, issuedPoints }: SheetSummary): bigint {
  return BigInt(status === "SENT" || status === "FILED" ? reservedPoints : issuedPoints);
}

/** Where a sheet is, in a word; disputed lines are said first. */
export function SheetState({ sheet: { status, counts } }: { sheet: Pick<SheetSummary, "status" | "counts"> }) {
  const { filed: text } = useText(sheetsText);
  return (
    <span>
      <Tag tone={toneOf[status]}>{text.status[status]}</Tag>
      {counts.disputed > 0 && <> <Tag tone="bad">{(counts.disputed < 2 ? text.disputed : text.disputedMany)(formatNumber(counts.disputed))}</Tag></>}
    </span>
  );
}

/** An organization's sheets, newest first. */
export function SheetTable({ sheets, institutionName }: { sheets: readonly SheetSummary[]; institutionName: string }) {
  const { filed: text, activities } = useText(sheetsText);
  const columns: TableColumn<SheetSummary>[] = [
    {
      key: "activity",
      head: text.activity,
      cell: (sheet) => (
        <>
          <Link to={`/organisme/feuilles/${sheet.sheetId}`}>{sheet.activityTitle}{sheet.part > 0 && `, ${text.part(formatNumber(sheet.part + 1))}`}</Link>
          <CellMore>{sheet.filedAt === null ? text.notFiledYet : text.filedOn(formatDate(sheet.filedAt))}</CellMore>
        </>
      ),
    },
    { key: "week", head: text.week, cell: ({ weekStartsOn }) => activities.weekOf(formatDate(noonOf(weekStartsOn))) },
    { key: "persons", head: text.persons, numeric: true, cell: ({ lineCount }) => formatNumber(lineCount) },
    { key: "quantity", head: text.quantity, numeric: true, cell: ({ totalQuantityText }) => totalQuantityText },
    { key: "points", head: text.points, numeric: true, cell: (sheet) => formatNumber(pointsOf(sheet)) },
    { key: "state", head: text.state, cell: (sheet) => <SheetState sheet={sheet} /> },
  ];
  return (
    <div className="m-panel m-panel--flush">
      <Table caption={text.caption(institutionName)} captionHidden columns={columns} rows={sheets} rowKey={({ sheetId }) => sheetId} cards />
    </div>
  );
}
