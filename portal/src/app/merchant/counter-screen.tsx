import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { canStartPayment } from "../../api/ledger-state.ts";
import { useActingFor } from "../../api/use-acting-for.ts";
import { useLedgerState } from "../../api/use-ledger-state.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { CounterCeiling, leftToday } from "../../features/redemptions/counter-ceiling.tsx";
import { chargeCodeKey, counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import type { CounterHere } from "../../features/redemptions/counter.ts";
import { openSale } from "../../features/redemptions/ring-up.ts";
import { counterText } from "../../i18n/counter.text.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { ledgerStateText } from "../../i18n/ledger-state.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Input } from "../../ui/input.tsx";
import { Keypad } from "../../ui/keypad.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useEnterKey } from "../../ui/use-enter-key.ts";
import { readAmountKept } from "./amount-kept.ts";
import { CounterPaused, TerminalMissing } from "./counter-closed.tsx";
import { useTerminal } from "./use-terminal.ts";

/** « Encaisser »: the amount, the offer, and who reads the code. */
export function Component() {
  const text = useText(counterText);
  const { institutionName } = useActingFor();
  const { counter, testNotice } = useTerminal();
  return (
    <Page title={text.title} lead={institutionName}>
      <Awaited reading={counter} what={text.what} lines={6}>{(here) => <CounterContent here={here} />}</Awaited>
      <DemoKeyBanner notice={testNotice} />
    </Page>
  );
}

function CounterContent({ here }: { here: CounterHere }) {
  if (!here.isActive) return <CounterPaused />;
  if (here.terminal === undefined) return <TerminalMissing counter={here} />;
  return <AmountEntry counter={here} terminal={here.terminal} />;
}

const MOST_POINTS = 100_000n;

function AmountEntry({ counter, terminal }: { counter: CounterHere; terminal: NonNullable<CounterHere["terminal"]> }) {
  const text = useText(counterText);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const kept = readAmountKept(useLocation().state);
  const [points, setPoints] = useState(kept.points);
  const [offerText, setOfferText] = useState(kept.offerText);
  const [asked, setAsked] = useState(false);
  const ledgerText = useText(ledgerStateText);
  const canStart = canStartPayment(useLedgerState()?.state);
  const open = useSubmission(async (way: "show" | "read", tools) => {
    const { code, ...charge } = await openSale({ points, offerText: offerText.trim(), terminal }, tools.idempotencyKey);
    queries.setQueryData(counterChargeQuery(charge.chargeId).queryKey, charge);
    if (code) queries.setQueryData(chargeCodeKey(charge.chargeId), code);
    await navigate(`/commerce/encaisser/${charge.chargeId}${way === "read" ? "?lire" : ""}`);
  });
  const left = leftToday(counter);
  const reason = points === 0n ? text.amountMissing : points > MOST_POINTS ? text.amountTooLarge : points > left ? text.aboveCeiling(formatPoints(left)) : undefined;
  const begin = (way: "show" | "read") => {
    setAsked(true);
    if (reason === undefined && canStart) open.submit(way);
  };
  const change = (amount: bigint) => {
    open.renew();
    setAsked(false);
    setPoints(amount);
  };
  useEnterKey(() => begin("show"));
  return (
    <div className="m-comptoir">
      <section className="m-stack" aria-label={text.amount}>
        <Keypad points={points} onPoints={change} />
      </section>
      <div className="m-stack m-stack-l">
        {open.problem && <ProblemBanner error={open.problem} />}
        <Input id="offre" label={text.offer} help={text.offerHelp} value={offerText} onValue={(offer) => { open.renew(); setOfferText(offer); }} maxLength={120} autoComplete="off" />
        <Section title={text.whoReads}>
          {canStart
            ? (
              <div className="m-deux">
                <Button icon="qr" busy={open.busy} onPress={() => begin("show")}>{text.show}</Button>
                <Button look="second" icon="scan" busy={open.busy} onPress={() => begin("read")}>{text.read}</Button>
              </div>
            )
            : <Banner tone="warn" title={ledgerText.noSale.title}>{ledgerText.noSale.detail}</Banner>}
          <p className={asked && reason !== undefined ? "m-error" : "m-note"} role="status">{asked && reason !== undefined ? reason : text.approves}</p>
        </Section>
        <CounterCeiling counter={counter} />
      </div>
    </div>
  );
}
