import { useState } from "react";
import type { ReactNode } from "react";
import { formatPoints } from "../../i18n/format-number.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { matchWords } from "../../match-words/match-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Countdown } from "../../ui/countdown.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import type { Definition } from "../../ui/definition-list.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { MatchWordsView } from "../../ui/match-words-view.tsx";
import { Amount } from "../../ui/receipt.tsx";
import type { PresentedCharge } from "./presented-charge.ts";

/** DEVICE is capped; FULL is a passkey or a wallet. */
export type ApprovalKey = "DEVICE" | "FULL";

type ChargeApprovalProps = {
  charge: PresentedCharge;
  /** The key that would sign, or none on this device. */
  approvalKey: ApprovalKey | undefined;
  remainingPoints: bigint | undefined;
  busy: boolean;
  onApprove: () => void;
  onRefuse: () => void;
};

const LIFE_SECONDS = 120;

/** Who asks, where, how much in points and dollars, for what, and the two words both screens show [W14]. */
export function ChargeApproval({ charge, approvalKey, remainingPoints, busy, onApprove, onRefuse }: ChargeApprovalProps) {
  const { approve: text } = useText(paymentText);
  const points = BigInt(charge.points);
  const details: Definition[] = [];
  if (charge.offerText !== "") details.push({ term: text.offer, value: charge.offerText });
  if (remainingPoints !== undefined && remainingPoints >= 0n) details.push({ term: text.remaining, value: formatPoints(remainingPoints) });
  return (
    <section className="m-panel m-stack m-stack-l" aria-label={text.details}>
      <div className="m-stack m-stack-s">
        <p className="m-note">{text.to}</p>
        <h2>{charge.merchantName}</h2>
        <p className="m-note">{text.registered(charge.cityName)}</p>
      </div>
      <div className="m-stack m-stack-s">
        <Amount points={points} />
        <p>{text.dollars(charge.dollarsText)}</p>
      </div>
      <hr />
      <div className="m-stack">
        <p>{text.sameWords}</p>
        <MatchWordsView words={matchWords(charge.chargeId)} />
        <p className="m-note">{text.otherWords}</p>
      </div>
      <hr />
      {details.length > 0 && <DefinitionList items={details} />}
      <Countdown endsAtMs={Date.parse(charge.validBefore)} lifeSeconds={LIFE_SECONDS} label={text.timeLeft} />
      <p className="m-note">{text.signing}</p>
      <ApprovalActions charge={charge} approvalKey={approvalKey} busy={busy} onApprove={onApprove} refusal={<Button look="second" wide busy={busy} onPress={onRefuse}>{text.refuse}</Button>} />
    </section>
  );
}

type ApprovalActionsProps = Pick<ChargeApprovalProps, "charge" | "approvalKey" | "busy" | "onApprove"> & { refusal: ReactNode };

function ApprovalActions({ charge, approvalKey, busy, onApprove, refusal }: ApprovalActionsProps) {
  const { approve: text } = useText(paymentText);
  const [confirming, setConfirming] = useState(false);
  const points = formatPoints(BigInt(charge.points));
  if (approvalKey === undefined || (charge.needsFull && approvalKey === "DEVICE")) {
    const isLimit = approvalKey !== undefined;
    return (
      <div className="m-stack">
        <Banner tone="warn" title={isLimit ? text.deviceLimit : text.noKey}>
          <p>{isLimit ? text.addFull : text.noKeyNote}</p>
          <p><ButtonLink to="/profil/cles" look="second">{text.toKeys}</ButtonLink></p>
        </Banner>
        {refusal}
      </div>
    );
  }
  const approve = () => {
    setConfirming(false);
    onApprove();
  };
  return (
    <div className="m-stack">
      {charge.needsFull && <Banner title={text.deviceLimit}>{text.deviceLimitNote}</Banner>}
      <Button look="pay" busy={busy} onPress={charge.needsSecondConfirmation ? () => setConfirming(true) : approve}>
        {charge.needsFull ? text.buttonFull : text.button(points)}
      </Button>
      {refusal}
      <Dialog
        open={confirming}
        title={text.confirmTitle}
        onClose={() => setConfirming(false)}
        actions={
          <>
            <Button onPress={approve}>{text.confirm(points)}</Button>
            <Button look="second" onPress={() => setConfirming(false)}>{text.doNotPay}</Button>
          </>
        }
      >
        <p>{text.confirmNote(points, charge.dollarsText, charge.merchantName)}</p>
      </Dialog>
    </div>
  );
}
