import type { ReactNode } from "react";
import { formatTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { CounterCharge } from "./counter-charge.ts";

type VoidDialogProps = { charge: CounterCharge; busy: boolean; children?: ReactNode; onVoid: () => void; onClose: () => void };

/** Whether to undo a sale of today, whole. */
export function VoidDialog({ charge, busy, children, onVoid, onClose }: VoidDialogProps) {
  const text = useText(takingsText);
  const points = formatPoints(BigInt(charge.points));
  const actions = (
    <>
      <Button look="danger" busy={busy} onPress={onVoid}>{text.voidConfirm(points)}</Button>
      <Button look="second" busy={busy} onPress={onClose}>{text.keep}</Button>
    </>
  );
  return (
    <Dialog open title={text.voidLabel(formatTime(charge.at))} onClose={onClose} actions={actions}>
      <p>{text.voidNote(points)}</p>
      <p>{text.voidSigning}</p>
      <p className="m-note">{text.voidUntil}</p>
      {children}
    </Dialog>
  );
}
