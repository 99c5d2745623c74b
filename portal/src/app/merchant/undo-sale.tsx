import type { Hex } from "viem";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import type { Refund } from "../../features/redemptions/ring-up.ts";
import { RefundDialog } from "../../features/redemptions/refund-dialog.tsx";
import { VoidDialog } from "../../features/redemptions/void-dialog.tsx";
import { formatTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Signer } from "../../signing/signer.ts";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useUndoSale } from "./use-undo-sale.ts";

export type Undoing = { act: "void" | "refund"; charge: CounterCharge };

type UndoSaleProps = { undoing: Undoing; here: { terminal: Hex; signer: Signer }; onDone: (said: string) => void; onClose: () => void };

/** The dialog that gives points of a sale back, until the ledger has it. */
export function UndoSale({ undoing: { act, charge }, here, onDone, onClose }: UndoSaleProps) {
  const text = useText(takingsText);
  const { voiding, refunding } = useUndoSale(here);
  const { busy, problem } = act === "void" ? voiding : refunding;
  const time = formatTime(charge.at);
  const news = (
    <>
      {problem && <ProblemBanner error={problem} />}
      {busy && <OperationProgress sentence={text.sending} />}
    </>
  );
  if (act === "void") {
    const undo = () => voiding.submit(charge, { onSuccess: () => onDone(text.voidDone(time, formatPoints(BigInt(charge.points)))) });
    return <VoidDialog charge={charge} busy={busy} onVoid={undo} onClose={onClose}>{news}</VoidDialog>;
  }
  const giveBack = (refund: Refund) => refunding.submit({ chargeId: charge.chargeId, refund }, { onSuccess: () => onDone(text.refundDone(time, formatPoints(refund.points))) });
  return <RefundDialog charge={charge} busy={busy} onChange={refunding.renew} onRefund={giveBack} onClose={onClose}>{news}</RefundDialog>;
}
