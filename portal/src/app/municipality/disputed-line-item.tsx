import { useState } from "react";
import type { Dispute } from "../../features/attestations/disputes.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { disputesText } from "../../i18n/disputes.text.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Select } from "../../ui/select.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useActDraft } from "./use-act-draft.ts";

/** Kept, struck, or the whole sheet struck. */
type Decision = "release" | "strike" | "strikeSheet";

const DEFAULT_REASON: Record<Decision, string> = { release: "7", strike: "8", strikeSheet: "8" };

function draftDecision({ sheetId, index }: Dispute, decision: Decision, reasonCode: number, key: { idempotencyKey: string }) {
  if (decision === "strikeSheet") return draftAct(`/api/sheets/${sheetId}/strike`, { reasonCode }, key);
  return draftAct(`/api/disputes/${sheetId}/${index}/decision`, { struck: decision === "strike", reasonCode }, key);
}

/** A disputed line: why, by whom, until when, and the decision with its reason. */
export function DisputedLineItem({ dispute }: { dispute: Dispute }) {
  const text = useText(disputesText);
  const [asked, setAsked] = useState<Decision | undefined>();
  const { quantityText, points } = dispute;
  return (
    <li>
      <div className="m-row m-row--split">
        <b>{text.line(dispute.index + 1, dispute.institutionName)}</b>
        <Tag tone="bad">{text.decideLimit(formatDate(dispute.decideBefore))}</Tag>
      </div>
      <p>{dispute.programmeTitle}{quantityText !== null && points !== null && `. ${text.quantity(quantityText, formatPoints(BigInt(points)))}`}</p>
      <p><b>{dispute.reason}.</b> {text.by[dispute.by](dispute.byCityName ?? text.ourCity)}, {formatDate(dispute.openedAt)}.{dispute.round > 1 && ` ${text.round(dispute.round)}.`}</p>
      {dispute.canDecide ? (
        <Actions>
          <Button look="second" onPress={() => setAsked("release")}>{text.release}</Button>
          <Button look="danger" onPress={() => setAsked("strike")}>{text.strike}</Button>
          <Button look="quiet" onPress={() => setAsked("strikeSheet")}>{text.strikeSheet}</Button>
        </Actions>
      ) : (
        <p className="m-note">{text.elsewhere}</p>
      )}
      {asked && <DecisionDialog key={asked} dispute={dispute} decision={asked} onClose={() => setAsked(undefined)} />}
    </li>
  );
}

function DecisionDialog({ dispute, decision, onClose }: { dispute: Dispute; decision: Decision; onClose: () => void }) {
  const text = useText(disputesText);
  const [reason, setReason] = useState(DEFAULT_REASON[decision]);
  const draft = useActDraft((_: undefined, key) => draftDecision(dispute, decision, Number(reason), key));
  return (
    <Dialog
      open
      title={text[decision]}
      onClose={onClose}
      actions={
        <>
          <Button look={decision === "release" ? "normal" : "danger"} busy={draft.busy} onPress={() => draft.submit(undefined)}>{text.decisionTitle}</Button>
          <Button look="second" onPress={onClose}>{text.back}</Button>
        </>
      }
    >
      {draft.problem && <ProblemBanner error={draft.problem} />}
      {decision === "strikeSheet" && <p>{text.strikeSheetNote}</p>}
      <Select id="decision-reason" label={text.reason} value={reason} options={Object.entries(text.reasons).map(([value, label]) => ({ value, label }))} onValue={setReason} />
      <p className="m-note">{text.decisionNote}</p>
    </Dialog>
  );
}
