import { useState } from "react";
import type { ReactNode } from "react";
import { formatTime } from "../../i18n/format-date.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import type { CounterCharge } from "./counter-charge.ts";
import { checkRefund, REFUND_REASONS } from "./refund-form.ts";
import type { RefundReason } from "./refund-form.ts";
import type { Refund } from "./ring-up.ts";
import { remainingPoints } from "./takings.ts";

type RefundDialogProps = { charge: CounterCharge; busy: boolean; children?: ReactNode; onChange: () => void; onRefund: (refund: Refund) => void; onClose: () => void };

/** Points of an earlier sale given back, with the reason. */
export function RefundDialog({ charge, busy, children, onChange, onRefund, onClose }: RefundDialogProps) {
  const text = useText(takingsText);
  const remaining = remainingPoints(charge);
  const [pointsText, setPointsText] = useState(remaining.toString());
  const [reason, setReason] = useState<RefundReason | undefined>();
  const [tried, setTried] = useState(false);
  const checked = checkRefund(pointsText, reason, remaining);
  const mistakes = tried && "mistakes" in checked ? checked.mistakes : {};
  const send = () => {
    setTried(true);
    if ("refund" in checked) onRefund(checked.refund);
    else document.getElementById(checked.mistakes.points ? "points-rendus" : "raison")?.focus();
  };
  const actions = (
    <>
      <Button look="danger" busy={busy} onPress={send}>{"refund" in checked ? text.refundConfirm(formatPoints(checked.refund.points)) : text.refundConfirmAny}</Button>
      <Button look="second" busy={busy} onPress={onClose}>{text.keep}</Button>
    </>
  );
  return (
    <Dialog open title={text.refundLabel(formatTime(charge.at))} onClose={onClose} actions={actions}>
      <p>{text.refundNote(formatPoints(remaining))}</p>
      <Input id="points-rendus" label={text.refundPoints} help={text.refundPointsHelp} error={mistakes.points && text.refundPointsWrong(formatNumber(remaining))} value={pointsText} onValue={(typed) => { onChange(); setPointsText(typed); }} short inputMode="numeric" autoComplete="off" maxLength={9} />
      <RadioGroup id="raison" label={text.refundReason} error={mistakes.reason && text.refundReasonMissing} value={reason?.toString()} options={REFUND_REASONS.map((code) => ({ value: code.toString(), label: text.reasons[code] }))} onValue={(value) => { onChange(); setReason(REFUND_REASONS.find((code) => code.toString() === value)); }} />
      <p className="m-note">{text.refundSigning}</p>
      {children}
    </Dialog>
  );
}
