import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { LightView } from "../../features/audit/light-view.tsx";
import { reconciliationQuery } from "../../features/audit/reconciliation.ts";
import type { ComparedFigure } from "../../features/audit/public-summary.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { publicLedgerText } from "../../i18n/public-ledger.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { Table } from "../../ui/table.tsx";
import { bookTabs } from "./navigation.ts";
import { usePowers } from "./use-powers.ts";

const shown = (points: string) => formatNumber(BigInt(points));
const differs = ({ difference }: ComparedFigure) => BigInt(difference) !== 0n;

/** « Registre »: every compared figure, ledger beside database. */
export function Component() {
  const text = useText(publicLedgerText);
  const sections = useText(municipalityText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const reconciliation = useQuery(reconciliationQuery);
  useCityEvent("chain", () => void queries.invalidateQueries(reconciliationQuery));
  return (
    <Page title={sections.reconciliation} lead={text.light}>
      <SectionTabs label={sections.inSection(sections.books)} tabs={bookTabs(usePowers())} />
      <Awaited reading={reconciliation} what={text.what} lines={6}>
        {({ light, figures }) => (
          <>
            <div className="m-panel"><LightView light={light} isUnsealed={session?.network.isSealed === false} /></div>
            <Section title={text.figuresCaption}>
              <div className="m-panel m-panel--flush">
                <Table
                  caption={text.figuresCaption}
                  captionHidden
                  cards
                  rows={figures}
                  rowKey={({ what }) => what}
                  rowState={(figure) => (differs(figure) ? "error" : undefined)}
                  columns={[
                    { key: "what", head: text.figure, cell: ({ what }) => what },
                    { key: "ledger", head: text.ledger, numeric: true, cell: ({ ledger }) => shown(ledger) },
                    { key: "database", head: text.database, numeric: true, cell: ({ database }) => shown(database) },
                    { key: "difference", head: text.difference, numeric: true, cell: ({ difference }) => shown(difference) },
                  ]}
                />
              </div>
            </Section>
          </>
        )}
      </Awaited>
    </Page>
  );
}
