import { formatShortDate } from "../i18n/format-date.ts";
import { formatNumber } from "../i18n/format-number.ts";
import { CumulativePlot } from "./cumulative-plot.tsx";
import type { CumulativeSeries } from "./cumulative-plot.tsx";
import { More } from "./more.tsx";
import { Table } from "./table.tsx";

type CumulativeChartProps = CumulativeSeries & {
  /** The whole conclusion in one sentence, true of everything shown. */
  sentence: string;
  dateHead: string;
  valueHead: string;
};

/** A cumulative curve under its voted ceiling, then the table it is drawn from. Points are in order of time. */
export function CumulativeChart({ sentence, dateHead, valueHead, ...series }: CumulativeChartProps) {
  return (
    <figure className="m-stack">
      <CumulativePlot {...series} sentence={sentence} shape="wide" />
      <CumulativePlot {...series} sentence={sentence} shape="narrow" />
      <More>
        <Table
          caption={sentence}
          rows={series.points}
          rowKey={(point) => String(point.atMs)}
          columns={[
            { key: "date", head: dateHead, cell: (point) => formatShortDate(point.atMs) },
            { key: "value", head: valueHead, numeric: true, cell: (point) => formatNumber(point.value) },
          ]}
        />
      </More>
    </figure>
  );
}
