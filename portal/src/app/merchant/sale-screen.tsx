import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { counterChargeQuery, isLive } from "../../features/redemptions/counter-charge.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { SaleRefused } from "../../features/redemptions/sale-answers.tsx";
import { counterText } from "../../i18n/counter.text.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Page } from "../../ui/page.tsx";
import { TerminalMissing } from "./counter-closed.tsx";
import { OpenSale } from "./open-sale.tsx";
import { RefusalAction } from "./refusal-action.tsx";
import { SaleAnswer } from "./sale-answer.tsx";
import { useMeetPerson } from "./use-meet-person.ts";
import { useTerminal } from "./use-terminal.ts";
import { useTerminalSignature } from "./use-terminal-signature.ts";

/** One sale from its code to its answer. */
export function Component() {
  const { chargeId = "" } = useParams();
  const text = useText(counterText);
  const queries = useQueryClient();
  const sale = useQuery(counterChargeQuery(chargeId));
  const readAgain = () => void queries.invalidateQueries(counterChargeQuery(chargeId));
  useCityEvent("consent-received", readAgain);
  useCityEvent("charge-changed", readAgain);
  useCityEvent("operation", readAgain);
  const title = sale.data ? text.sale.title(formatPoints(BigInt(sale.data.points))) : text.title;
  /** An answer fills the counter's screen. */
  const isAnswered = sale.data !== undefined && sale.data.status !== "OPEN";
  return (
    <Page title={title} titleHidden={isAnswered} narrow={!isAnswered}>
      <Awaited reading={sale} what={text.sale.what} lines={6}>{(charge) => <Sale key={charge.chargeId} charge={charge} readAt={sale.dataUpdatedAt} />}</Awaited>
    </Page>
  );
}

function Sale({ charge, readAt }: { charge: CounterCharge; readAt: number }) {
  const { merchant, counter, testNotice } = useTerminal();
  const { terminal, signer } = counter.data ?? {};
  const meeting = useMeetPerson(charge.chargeId);
  const signing = useTerminalSignature(charge, readAt, terminal && signer ? { merchant, terminal, signer } : undefined);
  if (counter.data && terminal === undefined && isLive(charge.status)) return <TerminalMissing counter={counter.data} />;
  const { refusal } = meeting;
  if (refusal) return <SaleRefused refusal={refusal} action={<RefusalAction refusal={refusal} charge={charge} />} />;
  // The service holds the sale for the person while it asks their city: until the answer, it is still to be met.
  const isToMeet = charge.status === "OPEN" || (charge.status === "MET" && meeting.busy);
  return (
    <>
      {isToMeet ? <OpenSale charge={charge} meeting={meeting} /> : <SaleAnswer charge={charge} signing={signing} />}
      <DemoKeyBanner notice={testNotice} />
    </>
  );
}
