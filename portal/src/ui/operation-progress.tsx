import { isStopped } from "../api/ledger-state.ts";
import { useLedgerState } from "../api/use-ledger-state.ts";
import { ledgerStateText } from "../i18n/ledger-state.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Rang, rangOf } from "./rang.tsx";

/** A request on its way to the ledger: what is known of it now, without counting cities. */
export function OperationProgress({ sentence }: { sentence: string }) {
  const text = useText(ledgerStateText);
  const isWaiting = isStopped(useLedgerState()?.state);
  return (
    <div className="m-stack m-stack-s" role="status">
      <Rang states={rangOf(0)} knitting />
      <p>{isWaiting ? text.kept : sentence}</p>
    </div>
  );
}
