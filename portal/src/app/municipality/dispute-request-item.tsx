import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSubmission } from "../../api/use-submission.ts";
import { disputesQuery, refuseRequest } from "../../features/attestations/disputes.ts";
import type { DisputeRequest } from "../../features/attestations/disputes.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { disputesText } from "../../i18n/disputes.text.ts";
import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/input.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

const EXPLANATION_MIN = 3;

/** A resident's request: an officer drafts the dispute, or says why not. */
export function DisputeRequestItem({ request }: { request: DisputeRequest }) {
  const text = useText(disputesText);
  const [refusing, setRefusing] = useState(false);
  const draft = useActDraft((_: undefined, key) => draftAct(`/api/disputes/requests/${request.requestId}/act`, {}, key));
  const { requestedAt, residentName } = request;
  return (
    <li>
      <div className="m-row m-row--split">
        <b>{text.line(request.index + 1, request.institutionName)}</b>
        <Tag tone="warn">{text.limit(formatDateTime(request.windowEndsAt))}</Tag>
      </div>
      <p>{request.activityTitle}. {text.quantity(request.quantityText, formatPoints(BigInt(request.points)))}</p>
      <p><b>{request.reason}.</b> {request.explanation}</p>
      <p className="m-note">{residentName === null ? text.byService(formatDate(requestedAt)) : text.askedBy(residentName, formatDate(requestedAt))}</p>
      {draft.problem && <ProblemBanner error={draft.problem} />}
      <Actions>
        {request.actId === null ? (
          <>
            <Button busy={draft.busy} onPress={() => draft.submit(undefined)}>{text.prepare}</Button>
            <Button look="second" onPress={() => setRefusing(true)}>{text.refuse}</Button>
          </>
        ) : (
          <ButtonLink to={`/ville/actes/${request.actId}`}>{text.openAct}</ButtonLink>
        )}
      </Actions>
      <RefusalDialog requestId={request.requestId} open={refusing} onClose={() => setRefusing(false)} />
    </li>
  );
}

function RefusalDialog({ requestId, open, onClose }: { requestId: string; open: boolean; onClose: () => void }) {
  const text = useText(disputesText);
  const queries = useQueryClient();
  const [explanation, setExplanation] = useState("");
  const refusal = useSubmission(async (_: undefined, { idempotencyKey }) => {
    await refuseRequest(requestId, explanation.trim(), idempotencyKey);
    onClose();
    await queries.invalidateQueries(disputesQuery);
  });
  const fieldId = `explanation-${requestId}`;
  const { errorOf, attempt } = useMistakes(() => (explanation.trim().length < EXPLANATION_MIN ? [{ fieldId, message: text.explanationError }] : []), refusal.problem);
  return (
    <Dialog
      open={open}
      title={text.refuseTitle}
      onClose={onClose}
      actions={
        <>
          <Button busy={refusal.busy} onPress={() => attempt(() => refusal.submit(undefined))}>{text.refuseConfirm}</Button>
          <Button look="second" onPress={onClose}>{text.back}</Button>
        </>
      }
    >
      {refusal.problem && <ProblemBanner error={refusal.problem} />}
      <TextArea id={fieldId} label={text.explanation} help={text.explanationHelp} rows={4} value={explanation} onValue={setExplanation} error={errorOf(fieldId)} maxLength={1000} />
    </Dialog>
  );
}
