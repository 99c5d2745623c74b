import { useLedgerState } from "../api/use-ledger-state.ts";
import { formatDateTime } from "../i18n/format-date.ts";
import { ledgerStateText } from "../i18n/ledger-state.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";
import { ledgerNoticeOf } from "./ledger-notice.ts";
import type { LedgerNotice } from "./ledger-notice.ts";

/** A strip above the mast of every screen while the ledger does not go on as usual. Both live regions are always there. */
export function LedgerBanner() {
  const ledger = useLedgerState();
  const notice = ledgerNoticeOf(ledger);
  const strip = notice && <Strip notice={notice} lastBlockAt={ledger?.lastBlockAt} />;
  return (
    <>
      <div role="status">{notice?.role === "status" && strip}</div>
      <div role="alert">{notice?.role === "alert" && strip}</div>
    </>
  );
}

function Strip({ notice, lastBlockAt }: { notice: LedgerNotice; lastBlockAt: string | undefined }) {
  const text = useText(ledgerStateText);
  const { title, detail } = text[notice.name];
  return (
    <div className={notice.isCalm ? "m-bandeau m-bandeau--calm" : "m-bandeau"}>
      <div className="m-wrap">
        <Icon name={notice.isCalm ? "info" : "warning"} />
        <p>
          <strong>{title}</strong> {detail}
          {notice.showsLastPage && lastBlockAt !== undefined && ` ${text.lastPage(formatDateTime(lastBlockAt))}`}
          {!notice.isCalm && ` ${text.leavesByItself}`}
        </p>
      </div>
    </div>
  );
}
