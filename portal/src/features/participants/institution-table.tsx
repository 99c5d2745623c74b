import { Link } from "react-router";
import { formatNumber } from "../../i18n/format-number.ts";
import { formatShortDate } from "../../i18n/format-date.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import { InstitutionTag } from "./institution-tag.tsx";
import type { Institution } from "./institutions.ts";

/** Noon of a civil day: the same day in every zone of the cities. */
const noonOf = (day: string) => `${day}T16:00:00Z`;

export function InstitutionTable({ institutions, addressOf }: { institutions: readonly Institution[]; addressOf: (institution: Institution) => string }) {
  const text = useText(institutionsText);
  return (
    <div className="m-panel m-panel--flush">
      <Table
        caption={text.title}
        captionHidden
        cards
        rows={institutions}
        rowKey={({ institution }) => institution}
        columns={[
          { key: "name", head: text.name, cell: (one) => <><Link to={addressOf(one)}>{one.name}</Link><CellMore>{one.category}</CellMore></> },
          { key: "kind", head: text.kind, cell: ({ kind }) => text.kinds[kind] },
          { key: "status", head: text.status, cell: ({ status }) => <InstitutionTag status={status} /> },
          { key: "coordinators", head: text.coordinators, numeric: true, cell: ({ kind, coordinatorCount }) => (kind === "MERCHANT" ? "–" : formatNumber(coordinatorCount ?? 0)) },
          { key: "terminals", head: text.terminals, numeric: true, cell: ({ kind, terminalCount }) => (kind === "ORGANIZATION" ? "–" : formatNumber(terminalCount ?? 0)) },
          { key: "since", head: text.since, cell: ({ sinceDate }) => formatShortDate(noonOf(sinceDate)) },
        ]}
      />
    </div>
  );
}
