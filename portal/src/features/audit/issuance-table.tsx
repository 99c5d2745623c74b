import { formatShortDate, formatTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { issuanceText } from "../../i18n/issuance.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import { lineProofAddress, ProofDownload } from "./proof-download.tsx";
import type { IssuedLine } from "./issuance.ts";

const SHEET_SHOWN = 10;

/** Issued lines, each back to what gave it. */
export function IssuanceTable({ rows }: { rows: readonly IssuedLine[] }) {
  const text = useText(issuanceText);
  return (
    <Table
      caption={text.title}
      captionHidden
      cards
      rows={rows}
      rowKey={({ sheetId, lineIndex }) => `${sheetId}/${lineIndex}`}
      columns={[
        { key: "at", head: text.posted, cell: ({ at }) => `${formatShortDate(at)}, ${formatTime(at)}` },
        { key: "points", head: text.points, numeric: true, cell: ({ points }) => <b>{formatNumber(BigInt(points))}</b> },
        { key: "programme", head: text.programmeAndResolution, cell: ({ programmeTitle, resolution }) => <span>{programmeTitle}<CellMore>{text.resolution(resolution)}</CellMore></span> },
        { key: "institution", head: text.attestedBy, cell: ({ institutionName }) => institutionName },
        { key: "signer", head: text.signer, cell: ({ signerName }) => signerName ?? text.otherCity },
        {
          key: "line",
          head: text.line,
          cell: ({ sheetId, lineIndex }) => (
            <span>
              <span className="m-code m-nowrap">{sheetId.slice(2, 2 + SHEET_SHOWN)}</span>
              <CellMore>{text.lineNumber(formatNumber(lineIndex + 1))}</CellMore>
            </span>
          ),
        },
        { key: "page", head: text.page, numeric: true, cell: ({ blockNumber }) => formatNumber(blockNumber) },
        {
          key: "proof",
          head: text.proof,
          cell: ({ sheetId, lineIndex }) => (
            <ProofDownload
              address={lineProofAddress(sheetId, lineIndex)}
              fileName={`preuve-${sheetId.slice(2, 2 + SHEET_SHOWN)}-${lineIndex + 1}.json`}
              label={text.proofOf(formatNumber(lineIndex + 1), sheetId.slice(2, 2 + SHEET_SHOWN))}
            />
          ),
        },
      ]}
    />
  );
}
