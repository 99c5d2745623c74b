import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Section } from "../../ui/panel.tsx";
import { Steps } from "../../ui/steps.tsx";
import type { Step } from "../../ui/steps.tsx";
import type { Exchange } from "./exchanges.ts";

const PASSED = { PROPOSED: 1, ACCEPTED: 2, PROVIDER_SIGNED: 3, SENT: 4, SETTLED: 5, DECLINED: 1, EXPIRED: 1, FAILED: 3 } as const;

/** Who has done what, and what is next. */
export function ExchangeSteps({ exchange }: { exchange: Exchange }) {
  const { steps: text } = useText(exchangesText);
  const passed = exchange.status === "EXPIRED" && exchange.confirmBefore !== null ? 3 : PASSED[exchange.status];
  const state = (rank: number) => (passed >= rank ? "done" : "next") as Step["state"];
  const steps: Step[] = [
    { key: "proposed", state: "done", title: text.proposed, note: formatDateTime(exchange.proposedAt) },
    { key: "accepted", state: state(2), title: passed >= 2 ? text.accepted : text.acceptedNext },
    { key: "provided", state: state(3), title: passed >= 3 ? text.provided : text.providedNext },
    { key: "confirmed", state: state(4), title: passed >= 4 ? text.confirmed : text.confirmedNext, note: passed >= 4 ? undefined : exchange.confirmBefore ? text.confirmBefore(formatDate(exchange.confirmBefore)) : text.within },
    { key: "settled", state: state(5), title: passed >= 5 ? text.settled : text.settledNext, note: exchange.settledAt ? formatDateTime(exchange.settledAt) : undefined },
  ];
  const end = { DECLINED: text.declined, EXPIRED: text.expired, FAILED: text.failed };
  const shown: Step[] =
    exchange.status === "DECLINED" || exchange.status === "EXPIRED" || exchange.status === "FAILED"
      ? [...steps.filter((step) => step.state === "done"), { key: "end", state: "bad", title: end[exchange.status] }]
      : steps;
  return (
    <Section title={text.title}>
      <Steps steps={shown} />
    </Section>
  );
}
