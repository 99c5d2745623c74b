import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { issuanceCsvAddress, issuanceQuery, readWholeIssuance } from "../../features/audit/issuance.ts";
import type { Issuance, IssuanceFilter } from "../../features/audit/issuance.ts";
import { IssuanceTable } from "../../features/audit/issuance-table.tsx";
import { IssuanceFigures, IssuanceTotals } from "../../features/audit/issuance-totals.tsx";
import { programmesQuery } from "../../features/points/programmes.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { issuanceText } from "../../i18n/issuance.text.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Input } from "../../ui/input.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { Select } from "../../ui/select.tsx";
import { bookTabs } from "./navigation.ts";
import { usePowers } from "./use-powers.ts";

const FIELDS = { from: "du", to: "au", programmeId: "programme" } as const;

/** « Émissions »: every issued point of a period, back to its resolution. The filter is in the address. */
export function Component() {
  const text = useText(issuanceText);
  const sections = useText(municipalityText);
  const [search, setSearch] = useSearchParams();
  const filter: IssuanceFilter = { from: search.get(FIELDS.from) ?? "", to: search.get(FIELDS.to) ?? "", programmeId: search.get(FIELDS.programmeId) ?? "" };
  /** The cursor of each page seen, so that one can go back. */
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const issuance = useQuery({ ...issuanceQuery(filter, cursors.at(-1) ?? ""), placeholderData: keepPreviousData });
  const changeFilter = (changed: IssuanceFilter) => {
    setCursors([""]);
    const kept = new URLSearchParams({ [FIELDS.from]: changed.from, [FIELDS.to]: changed.to, [FIELDS.programmeId]: changed.programmeId });
    for (const [name, value] of [...kept]) if (value === "") kept.delete(name);
    setSearch(kept);
  };
  return (
    <Page title={text.title} lead={text.lead} aside={<Exports filter={filter} />}>
      <SectionTabs label={sections.inSection(sections.books)} tabs={bookTabs(usePowers())} />
      <FilterForm key={search.toString()} filter={filter} onFilter={changeFilter} />
      <Awaited reading={issuance} what={text.what} lines={8}>
        {(read) => <IssuanceBooks issuance={read} cursors={cursors} onCursors={setCursors} />}
      </Awaited>
    </Page>
  );
}

function Exports({ filter }: { filter: IssuanceFilter }) {
  const text = useText(issuanceText);
  const saving = useSubmission(async (asked: IssuanceFilter) => {
    const whole = await readWholeIssuance(asked);
    saveFile(`emissions-${whole.from}-${whole.to}.json`, "application/json", JSON.stringify(whole, null, 2));
  });
  return (
    <div className="m-stack m-stack-s">
      <Actions>
        <ButtonLink to={issuanceCsvAddress(filter)} look="second" icon="download" reload>{text.csv}</ButtonLink>
        <Button look="second" icon="download" busy={saving.busy} onPress={() => saving.submit(filter)}>{text.json}</Button>
      </Actions>
      {saving.busy && <p className="m-note" role="status">{text.exporting}</p>}
      {saving.problem && <ProblemBanner error={saving.problem} />}
    </div>
  );
}

function FilterForm({ filter, onFilter }: { filter: IssuanceFilter; onFilter: (filter: IssuanceFilter) => void }) {
  const text = useText(issuanceText);
  const { data: programmes = [] } = useQuery(programmesQuery);
  const [typed, setTyped] = useState(filter);
  const change = (part: Partial<IssuanceFilter>) => setTyped((before) => ({ ...before, ...part }));
  return (
    <form
      className="m-panel"
      aria-label={text.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(typed);
      }}
    >
      <div className="m-filters">
        <Select
          id="programme"
          label={text.programme}
          value={typed.programmeId}
          options={[{ value: "", label: text.all }, ...programmes.map(({ programmeId, title }) => ({ value: programmeId, label: title }))]}
          onValue={(programmeId) => change({ programmeId })}
        />
        <Input id="from" label={text.from} type="date" value={typed.from} onValue={(from) => change({ from })} />
        <Input id="to" label={text.to} type="date" value={typed.to} onValue={(to) => change({ to })} />
        <Actions>
          <Button type="submit">{text.filter}</Button>
          <Button look="quiet" onPress={() => onFilter({ from: "", to: "", programmeId: "" })}>{text.clear}</Button>
        </Actions>
      </div>
    </form>
  );
}

const PAGE_ROWS = 50;

function IssuanceBooks({ issuance, cursors, onCursors }: { issuance: Issuance; cursors: readonly string[]; onCursors: (cursors: readonly string[]) => void }) {
  const text = useText(issuanceText);
  const before = (cursors.length - 1) * PAGE_ROWS;
  const { nextCursor } = issuance;
  return (
    <>
      <IssuanceFigures issuance={issuance} />
      {issuance.rows.length === 0 ? (
        <Empty level={2} title={text.none}>{text.noneNote}</Empty>
      ) : (
        <div className="m-panel m-panel--flush">
          <IssuanceTable rows={issuance.rows} />
          <div className="m-panel__head">
            <span className="m-note">{text.range(formatNumber(before + 1), formatNumber(before + issuance.rows.length))}</span>
            <span className="m-row">
              {cursors.length > 1 && <Button look="quiet" onPress={() => onCursors(cursors.slice(0, -1))}>{text.previous}</Button>}
              {nextCursor !== null && <Button look="quiet" onPress={() => onCursors([...cursors, nextCursor])}>{text.next}</Button>}
            </span>
          </div>
        </div>
      )}
      {issuance.totals.length > 0 && <Section title={text.totals}><IssuanceTotals issuance={issuance} /></Section>}
    </>
  );
}
