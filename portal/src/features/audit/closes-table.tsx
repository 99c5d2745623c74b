import { formatDate } from "../../i18n/format-date.ts";
import { registryText } from "../../i18n/registry.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { Closes } from "./closes.ts";

const CLOSES_SHOWN = 10;
/** A civil day is a day wherever it is read: noon keeps it in every time zone of the cities. */
const noonOf = (day: string) => `${day}T17:00:00.000Z`;

/** The city's last daily closes, and whether the ledger holds their hash. */
export function ClosesTable({ closes }: { closes: Closes }) {
  const text = useText(registryText);
  if (closes.length === 0) return <p className="m-note">{text.closesNone}</p>;
  return (
    <Table
      caption={text.closesCaption}
      captionHidden
      columns={[
        { key: "day", head: text.closeDay, cell: ({ day }) => <a href={`/api/public/closes/${day}`} aria-label={text.openClose(formatDate(noonOf(day)))}>{formatDate(noonOf(day))}</a> },
        { key: "state", head: text.closeState, cell: ({ anchored }) => <Tag tone={anchored ? "ok" : "neutral"}>{anchored ? text.anchored : text.waiting}</Tag> },
      ]}
      rows={closes.slice(0, CLOSES_SHOWN)}
      rowKey={({ day }) => day}
    />
  );
}
