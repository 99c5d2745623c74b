import type { LedgerState } from "../platform/chain/ledger-state.ts";
import type { OperationView } from "./operation.schemas.ts";

/** What was accepted and waits for a ledger that stands still says so: it is kept, and goes on by itself. */
export function withLedgerNote(view: OperationView, state: LedgerState): OperationView {
  const isWaiting = view.status === "accepted" || view.status === "sent";
  if (!isWaiting || state === "OK" || state === "SLOW") return view;
  return {
    ...view,
    note: "Reçue. Sera inscrite quand le registre reprendra. Vous n’avez rien à refaire.",
    noteEn: "Received. It will be recorded when the ledger goes on. You have nothing to do again.",
  };
}
