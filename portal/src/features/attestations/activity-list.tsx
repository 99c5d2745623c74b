import type { ReactNode } from "react";
import { formatDate } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table.tsx";
import type { Activity } from "./activities.ts";
import { noonOf } from "./weeks.ts";

/** An organization's activities, newest first, with the way to each one's sheet. */
export function ActivityList({ activities, institutionName, actionOf }: { activities: readonly Activity[]; institutionName: string; actionOf: (activity: Activity) => ReactNode }) {
  const { activities: text } = useText(sheetsText);
  const columns: TableColumn<Activity>[] = [
    { key: "activity", head: text.activity, cell: ({ title, place }) => <>{title}{place && <CellMore>{place}</CellMore>}</> },
    { key: "week", head: text.week, cell: ({ weekStartsOn }) => text.weekOf(formatDate(noonOf(weekStartsOn))) },
    { key: "programme", head: text.programme, cell: ({ programmeTitle }) => programmeTitle },
    { key: "sheets", head: text.sheets, numeric: true, cell: ({ sheetCount }) => formatNumber(sheetCount) },
    { key: "act", head: text.act, cell: actionOf },
  ];
  return (
    <div className="m-panel m-panel--flush">
      <Table caption={text.caption(institutionName)} captionHidden columns={columns} rows={activities} rowKey={({ activityId }) => activityId} cards />
    </div>
  );
}
