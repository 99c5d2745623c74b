import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useCity } from "../../cities/city-context.ts";
import { clearingQuery, netPositions } from "../../features/clearing/clearing.ts";
import type { Clearing } from "../../features/clearing/clearing.ts";
import { ClearingMatrix } from "../../features/clearing/clearing-matrix.tsx";
import { ClearingPairs } from "../../features/clearing/clearing-pairs.tsx";
import { clearingText } from "../../i18n/clearing.text.ts";
import { formatMonth } from "../../i18n/format-date.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { DivergingBars } from "../../ui/diverging-bars.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { Select } from "../../ui/select.tsx";
import { ClearingSideForm } from "./clearing-side-form.tsx";
import { bookTabs } from "./navigation.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Compensation »: who pays, who receives, in one period. */
export function Component() {
  const text = useText(clearingText);
  const sections = useText(municipalityText);
  const powers = usePowers();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("periode");
  const clearing = useQuery({ ...clearingQuery(asked === null ? undefined : Number(asked)), placeholderData: keepPreviousData });
  useActNews();
  useCityEvent("chain", () => void queries.invalidateQueries({ queryKey: ["clearing"] }));
  const period = clearing.data?.periods.find(({ index }) => index === clearing.data.period);
  const choice = clearing.data && clearing.data.periods.length > 1 && (
    <Select
      id="periode"
      label={text.period}
      value={String(clearing.data.period)}
      options={[...clearing.data.periods].reverse().map(({ index, startsAt }) => ({ value: String(index), label: formatMonth(startsAt) }))}
      onValue={(value) => setSearch({ periode: value })}
    />
  );
  return (
    <Page title={period ? text.titleOf(formatMonth(period.startsAt)) : text.title} aside={choice || undefined}>
      <SectionTabs label={sections.inSection(sections.books)} tabs={bookTabs(powers)} />
      <Awaited reading={clearing} what={text.what} lines={8}>
        {(read) => (read.period === null ? <Empty level={2} title={text.noPeriod}>{text.noPeriodNote}</Empty> : <Books clearing={read} mayChange={powers.has("TREASURY")} />)}
      </Awaited>
    </Page>
  );
}

function Books({ clearing, mayChange }: { clearing: Clearing; mayChange: boolean }) {
  const text = useText(clearingText);
  const own = useCity();
  const { data: session } = useQuery(sessionQuery);
  const { data: cities = [] } = useQuery(citiesQuery);
  const ownCityId = session?.city.id ?? 0;
  const nameOf = (cityId: number) => cities.find(({ id }) => id === cityId)?.name ?? String(cityId);
  const positions = netPositions(clearing.matrix).sort((one, other) => (one.net > other.net ? -1 : one.net < other.net ? 1 : 0));
  const net = BigInt(clearing.netPoints);
  const sentence = net === 0n ? text.netZero(own.name) : text.netSentence(own.name, formatPoints(net < 0n ? -net : net), net > 0n);
  return (
    <>
      <div className="m-cols m-cols--7-5">
        <Section title={text.netTitle} panel>
          <p className="m-note">{text.netLead}</p>
          <DivergingBars
            sentence={sentence}
            labelHead={text.city}
            valueHead={text.net}
            rows={positions.map((position) => ({ key: String(position.cityId), label: nameOf(position.cityId), value: position.net, own: position.cityId === ownCityId }))}
          />
        </Section>
        <OwnPosition clearing={clearing} />
      </div>
      <Section title={text.pairs}><ClearingPairs rows={clearing.rows} nameOf={nameOf} /></Section>
      <Section title={text.matrixTitle}>
        <div className="m-panel m-panel--flush"><ClearingMatrix matrix={clearing.matrix} ownCityId={ownCityId} nameOf={nameOf} /></div>
        <p className="m-note">{text.asOf(formatNumber(clearing.asOfBlock))}</p>
      </Section>
      {mayChange && <ClearingSideForm rows={clearing.rows} nameOf={nameOf} />}
    </>
  );
}

function OwnPosition({ clearing: { rows, netPoints } }: { clearing: Clearing }) {
  const text = useText(clearingText);
  const { name } = useCity();
  const net = BigInt(netPoints);
  const sum = (read: (row: Clearing["rows"][number]) => string) => formatPoints(rows.reduce((total, row) => total + BigInt(read(row)), 0n));
  const result = net === 0n ? { term: text.even, value: formatPoints(0n) } : { term: net > 0n ? text.weReceive(name) : text.wePay(name), value: formatPoints(net < 0n ? -net : net) };
  return (
    <Section title={text.ours(name)} panel>
      <DefinitionList
        items={[
          { term: text.oursElsewhere, value: sum(({ weOwePoints }) => weOwePoints) },
          { term: text.othersHere, value: sum(({ owesUsPoints }) => owesUsPoints) },
          result,
        ]}
      />
      <p className="m-note">{text.value}</p>
    </Section>
  );
}
