import type { ReactNode } from "react";
import { counterText } from "../../i18n/counter.text.ts";
import { formatTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { matchWords } from "../../match-words/match-words.ts";
import { CounterState } from "../../ui/counter-state.tsx";
import type { IconName } from "../../ui/icon.tsx";
import { MatchWordsView } from "../../ui/match-words-view.tsx";
import { rangOf } from "../../ui/rang.tsx";
import type { CounterCharge, CounterRefusal, CounterRefusalCode } from "./counter-charge.ts";
import { refusalTitle } from "./refusal-of-problem.ts";
import { SaleTimeLeft } from "./sale-code-view.tsx";

/** The person has the sale before them: the two words of both screens. */
export function SaleToApprove({ charge, action }: { charge: CounterCharge; action: ReactNode }) {
  const { met: text } = useText(counterText);
  return (
    <CounterState tone="wait" icon="person" kind={text.kind} title={text.title} action={action}>
      <p>{text.words}</p>
      <MatchWordsView words={matchWords(charge.chargeId)} />
      <p className="m-note">{text.otherWords}</p>
      {charge.validBefore !== undefined && <SaleTimeLeft endsAt={charge.validBefore} />}
    </CounterState>
  );
}

/** Approved and signed, not yet in the ledger: nothing is paid. */
export function SaleAwaited({ charge, children }: { charge: CounterCharge; children?: ReactNode }) {
  const { sent: text } = useText(counterText);
  return (
    <CounterState tone="wait" icon="hourglass" kind={text.kind} title={text.title} cities={rangOf(0)} knitting>
      <MatchWordsView words={matchWords(charge.chargeId)} />
      <p className="m-strong">{text.note}</p>
      <p className="m-note">{text.usual}</p>
      {children}
    </CounterState>
  );
}

/** Said from the indexed receipt only [Q11]. */
export function SaleAccepted({ charge, isUnsealed, action }: { charge: CounterCharge; isUnsealed: boolean; action: ReactNode }) {
  const { accepted: text } = useText(counterText);
  const [first, second] = matchWords(charge.chargeId);
  return (
    <CounterState tone="ok" icon="check" kind={text.kind} title={formatPoints(BigInt(charge.points))} action={action}>
      <p>{text.words} <b>{first} {second}</b></p>
      {charge.offerText !== "" && <p>{charge.offerText}</p>}
      <p>{isUnsealed ? text.postedTrial : text.posted}</p>
      <p className="m-note">{text.receipt(charge.receiptNumber, formatTime(charge.at))}</p>
    </CounterState>
  );
}

const iconOf: Record<CounterRefusalCode, IconName> = {
  R1: "refused", R2: "clock", R3: "again", R4: "bookmark", R5: "blocked", R6: "shop", R7: "hourglass", INCIDENT: "warning",
};

/** One of the seven refusals: what, why, who acts, and the code to give by telephone. */
export function SaleRefused({ refusal, action }: { refusal: CounterRefusal; action: ReactNode }) {
  const { refused: text } = useText(counterText);
  const isIncident = refusal.code === "INCIDENT";
  return (
    <CounterState
      tone="bad"
      icon={iconOf[refusal.code]}
      kind={text.kind}
      title={isIncident ? text.incident : refusalTitle(refusal)}
      who={{ name: text.who[refusal.code], ...(isIncident ? {} : { code: refusal.code }) }}
      action={action}
    >
      <p>{isIncident ? text.incidentNote : refusal.sentence}</p>
    </CounterState>
  );
}

/** The sale came to nothing, or was undone since. */
export function SaleEnded({ ending, action }: { ending: "cancelled" | "expired" | "undone"; action: ReactNode }) {
  const text = useText(counterText)[ending];
  return (
    <CounterState tone={ending === "undone" ? "wait" : "bad"} icon={ending === "expired" ? "clock" : "refused"} kind={text.kind} title={text.title} action={action}>
      <p>{text.note}</p>
    </CounterState>
  );
}
