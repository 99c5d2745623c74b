import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { LightView } from "../../features/audit/light-view.tsx";
import { publicSummaryQuery } from "../../features/audit/public-summary.ts";
import type { PublicSummary } from "../../features/audit/public-summary.ts";
import { ProgrammeTerms } from "../../features/points/programme-terms.tsx";
import { programmesQuery } from "../../features/points/programmes.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { ResolutionDocuments } from "../../features/points/resolution-documents.tsx";
import { formatCount, formatPoints } from "../../i18n/format-number.ts";
import { homeText } from "../../i18n/home.text.ts";
import { publicLedgerText } from "../../i18n/public-ledger.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { BudgetBar, BudgetBars } from "../../ui/budget-bar.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Empty } from "../../ui/empty.tsx";
import { More } from "../../ui/more.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";

const MINUTES = 60n;

/** « Registre public »: the light, the totals, and each programme with the text of its resolutions. */
export function Component() {
  const text = useText(publicLedgerText);
  const queries = useQueryClient();
  const summary = useQuery(publicSummaryQuery);
  const programmes = useQuery(programmesQuery);
  useCityEvent("chain", () => {
    void queries.invalidateQueries(publicSummaryQuery);
    void queries.invalidateQueries({ ...programmesQuery, exact: true });
  });
  return (
    <Page title={text.title} lead={text.lead}>
      <Awaited reading={summary} what={text.what} lines={5}>{(read) => <Totals summary={read} />}</Awaited>
      <Section title={text.programmes}>
        <Awaited reading={programmes} what={text.what} lines={5}>{(read) => <Programmes programmes={read} />}</Awaited>
      </Section>
      <Section title={text.howTitle}>
        {text.how.map((line) => <p key={line}>{line}</p>)}
      </Section>
    </Page>
  );
}

function Totals({ summary }: { summary: PublicSummary }) {
  const text = useText(publicLedgerText);
  const home = useText(homeText);
  const { data: session } = useQuery(sessionQuery);
  const { totals } = summary;
  return (
    <div className="m-cols">
      <Section title={text.light} panel>
        <LightView light={summary.light} isUnsealed={session?.network.isSealed === false} />
      </Section>
      <Section title={text.totals} panel>
        <DefinitionList
          items={[
            { term: text.issued, value: formatPoints(BigInt(totals.issuedPoints)) },
            { term: text.redeemed, value: formatPoints(BigInt(totals.redeemedPoints)) },
            { term: text.returned, value: formatPoints(BigInt(totals.returnedPoints)) },
            { term: text.outstanding, value: formatPoints(BigInt(totals.outstandingPoints)) },
            { term: text.hours, value: formatCount(BigInt(totals.attestedMinutes) / MINUTES, home.hour, home.hoursMany) },
          ]}
        />
        <p className="m-note">{text.totalsRule}</p>
      </Section>
    </div>
  );
}

function Programmes({ programmes }: { programmes: readonly Programme[] }) {
  const text = useText(publicLedgerText);
  const home = useText(homeText);
  if (programmes.length === 0) return <Empty title={text.noProgramme}>{text.noProgrammeNote}</Empty>;
  return (
    <>
      {programmes.map((programme) => (
        <article key={programme.programmeId} className="m-panel m-stack">
          <BudgetBars>
            <BudgetBar
              name={<h3>{programme.title}</h3>}
              sentenceName={programme.title}
              resolution={home.resolution(programme.resolution.label)}
              postedPoints={BigInt(programme.issuedPoints)}
              pendingPoints={BigInt(programme.reservedPoints)}
              votedPoints={BigInt(programme.budgetPoints)}
            />
          </BudgetBars>
          <ProgrammeTerms programme={programme} />
          <More summary={text.documents}>
            <ResolutionDocuments programmeId={programme.programmeId} />
          </More>
        </article>
      ))}
    </>
  );
}
