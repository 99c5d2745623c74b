import { useState } from "react";
import type { ReactNode } from "react";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";

/** Reasons that an organization may give, by the numbers the ledger keeps. */
export const REVOCATION_REASONS = [6, 1, 5, 99] as const;
export const DISPUTE_REASONS = [1, 2, 3, 4, 5, 99] as const;
export type OwnReason = (typeof REVOCATION_REASONS)[number] | (typeof DISPUTE_REASONS)[number];

type ReasonDialogProps = {
  title: string;
  note: string;
  signing: string;
  confirm: string;
  reasons: readonly OwnReason[];
  busy: boolean;
  children?: ReactNode;
  onChange: () => void;
  onConfirm: (reasonCode: OwnReason) => void;
  onClose: () => void;
};

/** An act that takes something back: what it does, why, what is signed, one confirmation. */
export function ReasonDialog({ title, note, signing, confirm, reasons, busy, children, onChange, onConfirm, onClose }: ReasonDialogProps) {
  const { detail: text } = useText(sheetsText);
  const [reason, setReason] = useState<OwnReason | undefined>();
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (reason !== undefined) onConfirm(reason);
    else document.getElementById("raison")?.focus();
  };
  const actions = (
    <>
      <Button look="danger" busy={busy} onPress={send}>{confirm}</Button>
      <Button look="second" busy={busy} onPress={onClose}>{text.keep}</Button>
    </>
  );
  return (
    <Dialog open title={title} onClose={onClose} actions={actions}>
      <p>{note}</p>
      <RadioGroup id="raison" label={text.reason} error={tried && reason === undefined ? text.reasonMissing : undefined} value={reason?.toString()} options={reasons.map((code) => ({ value: code.toString(), label: text.reasons[code] }))} onValue={(value) => { onChange(); setReason(reasons.find((code) => code.toString() === value)); }} />
      <p className="m-note">{signing}</p>
      {children}
    </Dialog>
  );
}
