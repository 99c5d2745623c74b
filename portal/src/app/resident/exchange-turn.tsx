import type { Exchange } from "../../features/attestations/exchanges.ts";
import { TestimonialForm } from "../../features/attestations/testimonial-form.tsx";
import { usePartnerName } from "../../features/attestations/use-partner-name.ts";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useExchangeActs } from "./use-exchange-acts.ts";

type Acts = ReturnType<typeof useExchangeActs>;

/** What this person does now, or whom they wait for. */
export function ExchangeTurn({ exchange }: { exchange: Exchange }) {
  const acts = useExchangeActs(exchange);
  const problem = acts.answer.problem ?? acts.confirmation.problem ?? acts.testimonial.problem;
  return (
    <>
      {problem && <ProblemBanner error={problem} />}
      <Turn exchange={exchange} acts={acts} />
    </>
  );
}

function Turn({ exchange, acts }: { exchange: Exchange; acts: Acts }) {
  switch (exchange.myTurn) {
    case "ACCEPT":
      return <Accept acts={acts} />;
    case "SIGN":
    case "CONFIRM":
      return <Confirm exchange={exchange} acts={acts} />;
    case "TESTIFY":
      return (
        <>
          <TestimonialForm onSend={acts.testimonial.submit} busy={acts.testimonial.busy} />
          <DemoKeyBanner notice={acts.demoNotice} />
        </>
      );
    case null:
      return <Waiting exchange={exchange} acts={acts} />;
  }
}

function Accept({ acts }: { acts: Acts }) {
  const { accept: text, notReserved } = useText(exchangesText);
  return (
    <Section title={text.title} panel>
      <p>{text.note}</p>
      <Banner>{notReserved}</Banner>
      <Actions>
        <Button busy={acts.answer.busy} onPress={() => acts.answer.submit("acceptance")}>{text.accept}</Button>
        <Button look="second" busy={acts.answer.busy} onPress={() => acts.answer.submit("refusal")}>{text.decline}</Button>
      </Actions>
    </Section>
  );
}

function Confirm({ exchange, acts }: { exchange: Exchange; acts: Acts }) {
  const { sign: text, waiting } = useText(exchangesText);
  const partner = usePartnerName()(exchange);
  const points = formatPoints(BigInt(exchange.points));
  const isProvider = exchange.iAm === "PROVIDER";
  return (
    <Section title={isProvider ? text.providerTitle : text.receiverTitle} panel>
      <p>{isProvider ? text.providerNote(points, partner) : text.receiverNote(points, partner)}</p>
      {acts.confirmation.busy && <OperationProgress sentence={text.sending} />}
      {acts.signer ? (
        <Button busy={acts.confirmation.busy} onPress={() => acts.confirmation.submit(undefined)}>{isProvider ? text.providerButton : text.receiverButton(points)}</Button>
      ) : (
        <Banner tone="warn">
          <p>{text.noKey}</p>
          <p><ButtonLink to="/profil/cles" look="second">{text.toKeys}</ButtonLink></p>
        </Banner>
      )}
      <Button look="quiet" busy={acts.answer.busy || acts.confirmation.busy} onPress={() => acts.answer.submit("refusal")}>{waiting.cancel}</Button>
      <DemoKeyBanner notice={acts.demoNotice} />
    </Section>
  );
}

function Waiting({ exchange, acts }: { exchange: Exchange; acts: Acts }) {
  const { waiting: text, notReserved } = useText(exchangesText);
  switch (exchange.status) {
    case "PROPOSED":
      return (
        <>
          <Banner>
            <p>{text.partnerAccepts}</p>
            <p>{notReserved}</p>
          </Banner>
          <Button look="second" busy={acts.answer.busy} onPress={() => acts.answer.submit("refusal")}>{text.withdraw}</Button>
        </>
      );
    case "ACCEPTED":
      return (
        <>
          <Banner>
            <p>{text.providerSigns}</p>
            <p>{notReserved}</p>
          </Banner>
          <Button look="second" busy={acts.answer.busy} onPress={() => acts.answer.submit("refusal")}>{text.cancel}</Button>
        </>
      );
    case "PROVIDER_SIGNED":
      return <Banner>{exchange.confirmBefore === null ? text.receiver : text.receiverConfirms(formatDate(exchange.confirmBefore))}</Banner>;
    case "SENT":
      return <OperationProgress sentence={text.ledger} />;
    case "SETTLED":
    case "DECLINED":
    case "EXPIRED":
    case "FAILED":
      return null;
  }
}
