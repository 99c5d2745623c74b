import { useQuery } from "@tanstack/react-query";
import { cumulated, paceOf } from "../../features/points/issuance-pace.ts";
import type { Pace } from "../../features/points/issuance-pace.ts";
import { issuanceSeriesQuery, programmesQuery } from "../../features/points/programmes.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { CumulativeChart } from "../../ui/cumulative-chart.tsx";
import { Section } from "../../ui/panel.tsx";

/** Issued points cumulated under all voted budgets, with where the last thirty days lead. The title is the answer. */
export function IssuancePaceChart() {
  const text = useText(municipalityText);
  const programmes = useQuery(programmesQuery);
  return <Awaited reading={programmes} what={text.issuance}>{(read) => (read.length === 0 ? null : <PaceOfProgrammes programmes={read} />)}</Awaited>;
}

function edge(programmes: readonly Programme[], read: (programme: Programme) => string, pick: (...values: number[]) => number): number {
  return pick(...programmes.map((programme) => Date.parse(read(programme))));
}

function PaceOfProgrammes({ programmes }: { programmes: readonly Programme[] }) {
  const text = useText(municipalityText);
  const fromMs = edge(programmes, ({ startsAt }) => startsAt, Math.min);
  const toMs = edge(programmes, ({ endsAt }) => endsAt, Math.max);
  const series = useQuery(issuanceSeriesQuery(new Date(fromMs).toISOString().slice(0, 10), "week"));
  return (
    <Awaited reading={series} what={text.issuance} lines={6}>
      {(read) => {
        const ceiling = programmes.reduce((sum, { budgetPoints }) => sum + BigInt(budgetPoints), 0n);
        const points = cumulated(read, Date.now());
        const issued = points.at(-1)?.value ?? 0n;
        const pace = paceOf(points, ceiling, toMs);
        return (
          <Section title={answer(pace, issued, ceiling, toMs, text)} panel>
            <p>{text.paceLead(formatDate(fromMs))}</p>
            <CumulativeChart
              points={points}
              ceiling={ceiling}
              fromMs={Math.min(fromMs, points[0]?.atMs ?? fromMs)}
              toMs={toMs}
              seriesLabel={text.paceLabel(formatNumber(issued))}
              projection={{ atMs: toMs, value: pace.projected, label: text.paceProjected(formatNumber(pace.projected)) }}
              sentence={text.paceSentence(formatPoints(issued), formatNumber(ceiling), formatNumber(pace.projected), formatDate(toMs))}
              dateHead={text.paceDate}
              valueHead={text.paceValue}
            />
          </Section>
        );
      }}
    </Awaited>
  );
}

function answer({ projected, runsOutMs }: Pace, issued: bigint, ceiling: bigint, toMs: number, text: typeof municipalityText.fr): string {
  if (issued >= ceiling) return text.paceSpent;
  if (runsOutMs !== undefined) return text.paceRunsOut(formatDate(runsOutMs));
  return projected === issued ? text.paceNone : text.paceHolds(formatDate(toMs));
}
