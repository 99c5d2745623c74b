import { formatDateTime } from "../../i18n/format-date.ts";
import { formatList } from "../../i18n/format-list.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { registryText } from "../../i18n/registry.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Section } from "../../ui/panel.tsx";
import { Rang } from "../../ui/rang.tsx";
import { CellMore, Table } from "../../ui/table.tsx";
import type { Registry } from "./registry.ts";

type Block = Registry["blocks"][number];

/** Who sealed the newest page, drawn and in words; on a trial register, that nobody does. */
export function SealView({ registry }: { registry: Registry }) {
  const text = useText(registryText);
  const [newest] = registry.blocks;
  if (registry.consensus === "NONE") return <Banner title={text.trialTitle}>{text.trial}</Banner>;
  if (newest?.sealedBy === undefined || newest.sealedBy === null) return null;
  const sealed = new Set(newest.sealedBy.map(({ cityId }) => cityId));
  return (
    <Section title={text.lastSealed(formatNumber(newest.blockNumber), sealed.size, newest.setSize ?? registry.setSize)} panel>
      <Rang states={registry.members.map(({ cityId }) => (sealed.has(cityId) ? "full" : "waiting"))} />
      <p>{formatList(newest.sealedBy.map(({ cityName }) => cityName))}</p>
      <p className="m-note">{text.sealRule(registry.quorum, registry.setSize)}</p>
    </Section>
  );
}

export function PageTable({ registry }: { registry: Registry }) {
  const text = useText(registryText);
  return (
    <Table
      caption={text.pagesCaption}
      cards
      columns={[
        { key: "page", head: text.page, cell: ({ blockNumber }: Block) => formatNumber(blockNumber) },
        { key: "when", head: text.when, cell: ({ at }) => formatDateTime(at) },
        { key: "entries", head: text.entries, numeric: true, cell: ({ transactionCount }) => formatNumber(transactionCount) },
        { key: "seals", head: text.sealedBy, cell: (block) => <Sealers block={block} /> },
      ]}
      rows={registry.blocks}
      rowKey={({ blockNumber }) => String(blockNumber)}
    />
  );
}

function Sealers({ block: { sealedBy, setSize } }: { block: Block }) {
  const text = useText(registryText);
  if (sealedBy === null) return <>{text.noSeal}</>;
  return <>{text.sealedOf(sealedBy.length, setSize ?? 0)}<CellMore>{formatList(sealedBy.map(({ cityName }) => cityName))}</CellMore></>;
}

export function TotalsTable({ registry: { totals } }: { registry: Registry }) {
  const text = useText(registryText);
  const columns = ["issuedPoints", "redeemedPoints", "returnedPoints", "supplyPoints"] as const;
  const heads = { issuedPoints: text.issued, redeemedPoints: text.redeemed, returnedPoints: text.returned, supplyPoints: text.supply };
  const sumOf = (column: (typeof columns)[number]) => formatNumber(totals.reduce((sum, row) => sum + BigInt(row[column]), 0n));
  return (
    <Table
      caption={text.totalsCaption}
      captionHidden
      cards
      columns={[
        { key: "city", head: text.city, cell: ({ cityName }) => cityName },
        ...columns.map((column) => ({ key: column, head: heads[column], numeric: true, cell: (row: Registry["totals"][number]) => formatNumber(BigInt(row[column])) })),
      ]}
      rows={totals}
      rowKey={({ cityId }) => String(cityId)}
      foot={
        <tr role="row">
          <th role="rowheader" scope="row">{text.sum}</th>
          {columns.map((column) => <td key={column} role="cell" className="n" data-l={heads[column]}>{sumOf(column)}</td>)}
        </tr>
      }
    />
  );
}
