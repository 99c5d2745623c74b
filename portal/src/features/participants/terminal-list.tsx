import { formatDate } from "../../i18n/format-date.ts";
import { terminalText } from "../../i18n/terminal.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Table } from "../../ui/table.tsx";
import type { TableColumn } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { Terminal } from "./terminals.ts";

/** A merchant's terminals by the names given to them. */
export function TerminalList({ terminals, thisTerminal }: { terminals: readonly Terminal[]; thisTerminal: string | undefined }) {
  const text = useText(terminalText);
  if (terminals.length === 0) return <p>{text.none}</p>;
  const columns: TableColumn<Terminal>[] = [
    { key: "label", head: text.label, cell: ({ terminal, label }) => <>{label}{terminal === thisTerminal && <> <Tag tone="info">{text.thisOne}</Tag></>}</> },
    { key: "since", head: text.since, cell: ({ enrolledAt }) => formatDate(enrolledAt) },
    { key: "state", head: text.state, cell: ({ status }) => (status === "ACTIVE" ? <Tag tone="ok">{text.stateActive}</Tag> : <Tag>{text.stateClosed}</Tag>) },
  ];
  return <div className="m-panel m-panel--flush"><Table caption={text.othersCaption} captionHidden columns={columns} rows={terminals} rowKey={({ terminal }) => terminal} cards /></div>;
}
