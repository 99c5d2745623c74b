import { useQuery } from "@tanstack/react-query";
import { ActTable } from "../../features/participants/act-table.tsx";
import { actsQuery } from "../../features/participants/acts.ts";
import type { Act } from "../../features/participants/acts.ts";
import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { useActNews } from "./use-act-news.ts";

const addressOf = ({ id }: Act) => `/ville/actes/${id}`;

/** « Actes »: those that wait for this person first. */
export function Component() {
  const text = useText(municipalActsText);
  const acts = useQuery(actsQuery);
  useActNews();
  return (
    <Page title={text.title} lead={text.lead}>
      <Awaited reading={acts} what={text.what} lines={6}>{(read) => <Acts acts={read} />}</Awaited>
    </Page>
  );
}

function Acts({ acts }: { acts: readonly Act[] }) {
  const text = useText(municipalActsText);
  if (acts.length === 0) return <Empty level={2} title={text.none}>{text.noneNote}</Empty>;
  const mine = acts.filter(({ canApprove }) => canApprove);
  const others = acts.filter(({ canApprove, status }) => !canApprove && (status === "OPEN" || status === "SENT"));
  const past = acts.filter(({ status }) => status !== "OPEN" && status !== "SENT");
  return (
    <>
      <Section title={text.waiting}>
        {mine.length === 0 ? <p className="m-note">{text.waitingNone}</p> : <ActTable caption={text.waiting} acts={mine} addressOf={addressOf} />}
      </Section>
      {others.length > 0 && <Section title={text.others}><ActTable caption={text.others} acts={others} addressOf={addressOf} /></Section>}
      {past.length > 0 && <Section title={text.past}><ActTable caption={text.past} acts={past} addressOf={addressOf} /></Section>}
    </>
  );
}
