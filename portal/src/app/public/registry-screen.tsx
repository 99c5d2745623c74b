import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { ClosesTable } from "../../features/audit/closes-table.tsx";
import { closesQuery } from "../../features/audit/closes.ts";
import { LightView } from "../../features/audit/light-view.tsx";
import { publicSummaryQuery } from "../../features/audit/public-summary.ts";
import { PageTable, SealView, TotalsTable } from "../../features/governance/registry-view.tsx";
import { registryQuery } from "../../features/governance/registry.ts";
import type { Registry } from "../../features/governance/registry.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { registryText } from "../../i18n/registry.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";

/** « Pages du registre »: the last pages and who sealed them, each city's totals, the closes, the light. */
export function Component() {
  const text = useText(registryText);
  const queries = useQueryClient();
  const registry = useQuery(registryQuery);
  useCityEvent("chain", () => void queries.invalidateQueries({ queryKey: ["public"] }));
  return (
    <Page title={text.title} lead={text.lead} aside={<Link to="/registre">{text.toPublic}</Link>}>
      <Awaited reading={registry} what={text.what} lines={8}>{(read) => <Pages registry={read} />}</Awaited>
      <Light />
      <Closes />
    </Page>
  );
}

function Pages({ registry }: { registry: Registry }) {
  const text = useText(registryText);
  return (
    <>
      {registry.pausedUntil !== null && <Banner tone="bad" title={text.paused}>{text.pausedNote(formatDateTime(registry.pausedUntil))}</Banner>}
      <SealView registry={registry} />
      <PageTable registry={registry} />
      <Section title={text.totals}>
        <TotalsTable registry={registry} />
        <p className="m-note">{text.totalsRule} {text.asOf(formatNumber(registry.asOfBlock))}</p>
      </Section>
    </>
  );
}

function Light() {
  const text = useText(registryText);
  const { data: session } = useQuery(sessionQuery);
  const summary = useQuery(publicSummaryQuery);
  return (
    <Section title={text.light} panel>
      <Awaited reading={summary} what={text.what} lines={2}>{({ light }) => <LightView light={light} isUnsealed={session?.network.isSealed === false} />}</Awaited>
    </Section>
  );
}

function Closes() {
  const text = useText(registryText);
  const closes = useQuery(closesQuery);
  return (
    <Section title={text.closes}>
      <p>{text.closesLead}</p>
      <Awaited reading={closes} what={text.what} lines={3}>{(read) => <ClosesTable closes={read} />}</Awaited>
    </Section>
  );
}
