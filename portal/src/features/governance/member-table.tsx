import { councilText } from "../../i18n/council.text.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { CellMore, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { Member } from "./members.ts";

const liveTone: Record<Member["live"], TagTone> = { SEALING: "ok", SILENT: "bad", NOT_SEALING: "neutral", UNKNOWN: "neutral" };

/** Member cities with their population, their validator and whether it seals. */
export function MemberTable({ caption, members, blocksRead }: { caption: string; members: readonly Member[]; blocksRead: number }) {
  const text = useText(councilText);
  return (
    <Table
      caption={caption}
      captionHidden
      cards
      columns={[
        { key: "city", head: text.city, cell: ({ cityName, status }) => <>{cityName}{status !== "ACTIVE" && <CellMore>{text.statuses[status]}</CellMore>}</> },
        {
          key: "state",
          head: text.state,
          cell: ({ live, sealedCount }) => (
            <>
              <Tag tone={liveTone[live]}>{text.live[live]}</Tag>
              {sealedCount !== null && <CellMore>{text.sealedCount(sealedCount, blocksRead)}</CellMore>}
            </>
          ),
        },
        { key: "validator", head: text.validator, cell: ({ validator }) => <span className="m-code m-break">{validator}</span> },
        { key: "population", head: text.weight, numeric: true, cell: ({ population }) => formatNumber(population) },
      ]}
      rows={members}
      rowKey={({ cityId }) => String(cityId)}
    />
  );
}
