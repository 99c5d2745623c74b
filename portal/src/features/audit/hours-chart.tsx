import { formatMonthLabel, formatMonthOfYear } from "../../i18n/format-date.ts";
import { formatCount, formatNumber } from "../../i18n/format-number.ts";
import { homeText } from "../../i18n/home.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Empty } from "../../ui/empty.tsx";
import { More } from "../../ui/more.tsx";
import { StitchColumns } from "../../ui/stitch-columns.tsx";
import { stitchWorth } from "../../ui/stitch-scale.ts";
import { Table } from "../../ui/table.tsx";
import type { MonthHours } from "./hours-by-month.ts";

/** Posted hours month by month, as piled stitches, with their table. */
export function HoursChart({ months, cityName }: { months: readonly MonthHours[]; cityName: string }) {
  const text = useText(homeText);
  const total = months.reduce((sum, { hours }) => sum + hours, 0);
  if (total === 0) return <Empty title={text.noHours}>{text.noHoursNote}</Empty>;
  const worth = stitchWorth(Math.max(...months.map(({ hours }) => hours)));
  const hoursText = (hours: number) => formatCount(hours, text.hour, text.hoursMany);
  const columns = months.map(({ month, hours }) => ({ key: month, label: formatMonthLabel(month), value: hours }));
  const sentence = text.hoursSentence(cityName, hoursText(total));
  return (
    <>
      <p>{worth === 1 ? text.stitchWorthOne(hoursText(total)) : text.stitchWorth(hoursText(worth), hoursText(total))}</p>
      <StitchColumns columns={columns} worth={worth} sentence={sentence} shape="wide" />
      <StitchColumns columns={columns} worth={worth} sentence={sentence} shape="narrow" />
      <More>
        <Table
          caption={text.hoursCaption}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { key: "month", head: text.month, cell: ({ month }) => formatMonthOfYear(month) },
            { key: "hours", head: text.hours, numeric: true, cell: ({ hours }) => formatNumber(hours) },
          ]}
        />
      </More>
    </>
  );
}
