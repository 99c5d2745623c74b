import { formatShortDate } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { issuanceText } from "../../i18n/issuance.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Figure, Figures } from "../../ui/figure.tsx";
import { Table } from "../../ui/table.tsx";
import type { Issuance } from "./issuance.ts";

const noonOf = (day: string) => `${day}T16:00:00Z`;

/** The sum of the lines against the ledger's own count, and what differs. */
export function IssuanceFigures({ issuance }: { issuance: Issuance }) {
  const text = useText(issuanceText);
  const lines = issuance.totals.reduce((sum, total) => sum + total.lines, 0);
  const differs = BigInt(issuance.differencePoints) !== 0n;
  return (
    <>
      <Figures>
        <Figure value={formatNumber(BigInt(issuance.totalPoints))} label={text.pointsIssued(formatShortDate(noonOf(issuance.from)), formatShortDate(noonOf(issuance.to)))} />
        <Figure value={formatNumber(lines)} label={text.lines} />
        <Figure value={formatNumber(BigInt(issuance.ledgerPoints))} label={text.ledgerCount} />
        <Figure value={formatNumber(BigInt(issuance.differencePoints))} label={text.difference} />
      </Figures>
      <Banner tone={differs ? "bad" : "ok"}>{differs ? text.unexplained : text.explained}</Banner>
    </>
  );
}

/** What each programme issued in the period, under each resolution. */
export function IssuanceTotals({ issuance }: { issuance: Issuance }) {
  const text = useText(issuanceText);
  return (
    <div className="m-panel m-panel--flush">
      <Table
        caption={text.totals}
        captionHidden
        rows={issuance.totals}
        rowKey={({ programmeId, resolution }) => `${programmeId}/${resolution}`}
        columns={[
          { key: "programme", head: text.programme, cell: ({ programmeTitle, resolution }) => `${programmeTitle}, ${text.resolution(resolution)}` },
          { key: "lines", head: text.linesHead, numeric: true, cell: ({ lines }) => formatNumber(lines) },
          { key: "points", head: text.points, numeric: true, cell: ({ points }) => formatNumber(BigInt(points)) },
        ]}
        foot={
          <tr role="row">
            <th role="rowheader" scope="row">{text.together}</th>
            <td role="cell" className="n">{formatNumber(issuance.totals.reduce((sum, { lines }) => sum + lines, 0))}</td>
            <td role="cell" className="n">{formatNumber(BigInt(issuance.totalPoints))}</td>
          </tr>
        }
      />
    </div>
  );
}
