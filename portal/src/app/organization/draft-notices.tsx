import { useState } from "react";
import { Link } from "react-router";
import type { Activity } from "../../features/attestations/activities.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

/** What the coordinator must know before typing: a sheet already filed, a draft found again. */
export function DraftNotices({ activity, restoredAt, onDiscard }: { activity: Activity; restoredAt: number | undefined; onDiscard: () => void }) {
  const { sheet: text } = useText(sheetsText);
  const [asking, setAsking] = useState(false);
  const discard = () => {
    setAsking(false);
    onDiscard();
  };
  return (
    <>
      {activity.sheetCount > 0 && (
        <Banner tone="warn" title={text.alreadyFiled}>
          <p>{text.alreadyFiledNote(formatNumber(activity.sheetCount + 1))}</p>
          <p><Link to="/organisme/feuilles">{text.seeFiled}</Link></p>
        </Banner>
      )}
      {restoredAt !== undefined && (
        <Banner title={text.restored}>
          <p>{text.restoredNote(formatDateTime(restoredAt))}</p>
          <Button look="quiet" onPress={() => setAsking(true)}>{text.discard}</Button>
        </Banner>
      )}
      <Dialog
        open={asking}
        title={text.discardTitle}
        onClose={() => setAsking(false)}
        actions={<><Button look="danger" onPress={discard}>{text.discardConfirm}</Button><Button look="second" onPress={() => setAsking(false)}>{text.keep}</Button></>}
      >
        <p>{text.discardNote}</p>
      </Dialog>
    </>
  );
}
