import { clearingText } from "../../i18n/clearing.text.ts";
import { formatMove, formatNumber } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { shareOf } from "../../ui/share-of.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { ClearingPair } from "./clearing.ts";

const NEAR_SHARE = 0.9;

function isNear({ owesUsPoints, ceilingTheyOwePoints, weOwePoints, ceilingWeOwePoints }: ClearingPair): boolean {
  return shareOf(BigInt(owesUsPoints), BigInt(ceilingTheyOwePoints)) >= NEAR_SHARE || shareOf(BigInt(weOwePoints), BigInt(ceilingWeOwePoints)) >= NEAR_SHARE;
}

/** Obligations to and from each city, and the ceilings of both sides. */
export function ClearingPairs({ rows, nameOf }: { rows: readonly ClearingPair[]; nameOf: (cityId: number) => string }) {
  const text = useText(clearingText);
  const shown = (points: string) => formatNumber(BigInt(points));
  return (
    <div className="m-panel m-panel--flush">
      <Table
        caption={text.pairs}
        captionHidden
        cards
        rows={rows}
        rowKey={({ cityId }) => String(cityId)}
        columns={[
          { key: "city", head: text.city, cell: ({ cityId }) => nameOf(cityId) },
          { key: "owesUs", head: text.owesUs, numeric: true, cell: ({ owesUsPoints }) => shown(owesUsPoints) },
          { key: "weOwe", head: text.weOwe, numeric: true, cell: ({ weOwePoints }) => shown(weOwePoints) },
          { key: "net", head: text.net, numeric: true, cell: ({ netPoints }) => <b>{formatMove(BigInt(netPoints))}</b> },
          {
            key: "ceilings",
            head: text.ceilings,
            cell: (pair) => (
              <span>
                <CellMore>{text.theirCeiling(shown(pair.ceilingTheyOwePoints))}</CellMore>
                <CellMore>{text.ourCeiling(shown(pair.ceilingWeOwePoints))}</CellMore>
                {pair.suspendedByUs && <Tag tone="bad">{text.suspendedByUs}</Tag>} {pair.suspendedByThem && <Tag tone="bad">{text.suspendedByThem}</Tag>}{" "}
                {isNear(pair) && <Tag tone="warn">{text.nearCeiling}</Tag>}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
