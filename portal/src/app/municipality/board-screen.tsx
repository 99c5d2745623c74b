import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useCity } from "../../cities/city-context.ts";
import { LightView } from "../../features/audit/light-view.tsx";
import { ProgrammeBudgets } from "../../features/audit/programme-budgets.tsx";
import { publicSummaryQuery } from "../../features/audit/public-summary.ts";
import type { PublicSummary } from "../../features/audit/public-summary.ts";
import { formatNumber, formatPercent } from "../../i18n/format-number.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { shareOf } from "../../ui/share-of.ts";
import { BoardTasks } from "./board-tasks.tsx";
import { IssuancePaceChart } from "./issuance-pace-chart.tsx";
import { onlyAudits } from "./navigation.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Tableau »: what waits for this person, the light, the budgets and their pace. Auditors begin at the books. */
export function Component() {
  const { name } = useCity();
  const text = useText(municipalityText);
  const powers = usePowers();
  const queries = useQueryClient();
  const summary = useQuery(publicSummaryQuery);
  useActNews();
  useCityEvent("chain", () => {
    void queries.invalidateQueries(publicSummaryQuery);
    void queries.invalidateQueries({ queryKey: ["programmes"] });
  });
  if (onlyAudits(powers)) return <Navigate to="/ville/comptes/emissions" replace />;
  return (
    <Page title={text.boardTitle(name)}>
      <Awaited reading={summary} what={text.boardWhat} lines={8}>{(read) => <Board summary={read} />}</Awaited>
    </Page>
  );
}

function Board({ summary }: { summary: PublicSummary }) {
  const text = useText(municipalityText);
  const { data: session } = useQuery(sessionQuery);
  const { programmes, totals } = summary;
  const issued = BigInt(totals.issuedPoints);
  const voted = programmes.reduce((sum, { budgetPoints }) => sum + BigInt(budgetPoints), 0n);
  const share = text.budgetsTotal(formatNumber(issued), formatNumber(voted), formatPercent(shareOf(issued, voted)));
  return (
    <>
      <div className="m-cols m-cols--7-5">
        <Section title={text.toSettle}><BoardTasks programmes={programmes} /></Section>
        <Section title={text.ledger} panel><LightView light={summary.light} isUnsealed={session?.network.isSealed === false} /></Section>
      </div>
      <Section title={text.budgets} panel aside={<p className="m-num">{share}</p>}>
        <ProgrammeBudgets programmes={programmes} />
      </Section>
      {programmes.length > 0 && <IssuancePaceChart />}
    </>
  );
}
