import { DISPUTE_REASONS, ReasonDialog, REVOCATION_REASONS } from "../../features/attestations/reason-dialog.tsx";
import type { FiledSheet } from "../../features/attestations/sheets.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import type { useSheetActs } from "./use-sheet-acts.ts";

export type Changing = { act: "revoke" } | { act: "dispute"; index: number };

type SheetChangeProps = { sheet: FiledSheet; changing: Changing; acts: ReturnType<typeof useSheetActs>; onDone: (said: string) => void; onClose: () => void };

/** The dialog that takes a sheet or a line back, until the ledger has it. */
export function SheetChange({ sheet, changing, acts: { revocation, dispute }, onDone, onClose }: SheetChangeProps) {
  const { detail: text } = useText(sheetsText);
  const submission = changing.act === "revoke" ? revocation : dispute;
  const news = (
    <>
      {submission.problem && <ProblemBanner error={submission.problem} />}
      {submission.busy && <OperationProgress sentence={text.sending} />}
    </>
  );
  const close = () => {
    submission.renew();
    onClose();
  };
  const common = { signing: changing.act === "revoke" ? text.revokeSigning : text.disputeSigning, busy: submission.busy, onChange: submission.renew, onClose: close };
  if (changing.act === "revoke") {
    return (
      <ReasonDialog {...common} title={text.revokeTitle} note={text.revokeNote(formatNumber(sheet.counts.open + sheet.counts.disputed))} confirm={text.revokeConfirm} reasons={REVOCATION_REASONS} onConfirm={(reasonCode) => revocation.submit(reasonCode, { onSuccess: () => onDone(text.revokeDone) })}>
        {news}
      </ReasonDialog>
    );
  }
  const { index } = changing;
  const line = formatNumber(index + 1);
  return (
    <ReasonDialog {...common} title={text.disputeTitle(line)} note={text.disputeNote} confirm={text.disputeConfirm} reasons={DISPUTE_REASONS} onConfirm={(reasonCode) => dispute.submit({ index, reasonCode }, { onSuccess: () => onDone(text.disputeDone(line)) })}>
      {news}
    </ReasonDialog>
  );
}
