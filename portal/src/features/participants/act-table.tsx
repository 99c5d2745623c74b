import { Link } from "react-router";
import { formatDateTime } from "../../i18n/format-date.ts";
import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Table } from "../../ui/table.tsx";
import { ActTag } from "./act-tag.tsx";
import type { Act } from "./acts.ts";

/** Acts as a list; each opens by its title. `addressOf` is where an act is read. */
export function ActTable({ caption, acts, addressOf }: { caption: string; acts: readonly Act[]; addressOf: (act: Act) => string }) {
  const text = useText(municipalActsText);
  return (
    <div className="m-panel m-panel--flush">
      <Table
        caption={caption}
        captionHidden
        cards
        rows={acts}
        rowKey={({ id }) => id}
        columns={[
          { key: "title", head: text.act, cell: (act) => <Link to={addressOf(act)}>{act.title}</Link> },
          { key: "state", head: text.state, cell: ({ status }) => <ActTag status={status} /> },
          { key: "signatures", head: text.signatures, cell: ({ approvals, needed }) => text.approvalCount(approvals.length, needed) },
          { key: "created", head: text.created, cell: ({ createdAt }) => formatDateTime(createdAt) },
        ]}
      />
    </div>
  );
}
