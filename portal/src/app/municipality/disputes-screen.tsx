import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";
import { disputesQuery } from "../../features/attestations/disputes.ts";
import type { Disputes } from "../../features/attestations/disputes.ts";
import { disputesText } from "../../i18n/disputes.text.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { DisputeRequestItem } from "./dispute-request-item.tsx";
import { DisputedLineItem } from "./disputed-line-item.tsx";
import { programmeTabs } from "./navigation.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Contestations »: what residents ask, what the city decides. */
export function Component() {
  const text = useText(disputesText);
  const sections = useText(municipalityText);
  const queries = useQueryClient();
  const disputes = useQuery(disputesQuery);
  useActNews();
  useCityEvent("sheet-changed", () => void queries.invalidateQueries(disputesQuery));
  return (
    <Page title={text.title} lead={text.lead}>
      <SectionTabs label={sections.inSection(sections.programmes)} tabs={programmeTabs(usePowers())} />
      <Awaited reading={disputes} what={text.what} lines={6}>{(read) => <Desk disputes={read} />}</Awaited>
    </Page>
  );
}

function Desk({ disputes: { requests, disputes } }: { disputes: Disputes }) {
  const text = useText(disputesText);
  return (
    <>
      <Section title={text.requests}>
        {requests.length === 0 ? (
          <Empty title={text.requestsNone}>{text.requestsNoneNote}</Empty>
        ) : (
          <>
            <p>{text.requestsLead}</p>
            <ul className="m-panel m-lignes">{requests.map((request) => <DisputeRequestItem key={request.requestId} request={request} />)}</ul>
          </>
        )}
      </Section>
      <Section title={text.disputes}>
        {disputes.length === 0 ? (
          <Empty title={text.disputesNone}>{text.disputesNoneNote}</Empty>
        ) : (
          <>
            <p>{text.disputesLead}</p>
            <ul className="m-panel m-lignes">
              {disputes.map((dispute) => <DisputedLineItem key={`${dispute.sheetId}/${dispute.index}/${dispute.round}`} dispute={dispute} />)}
            </ul>
          </>
        )}
      </Section>
    </>
  );
}
