import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useActingFor } from "../../api/use-acting-for.ts";
import { useSubmission } from "../../api/use-submission.ts";
import type { Activity } from "../../features/attestations/activities.ts";
import { draftSheet, signSheet } from "../../features/attestations/file-sheet.ts";
import { PasteLines } from "../../features/attestations/paste-lines.tsx";
import { reviewSheet, sumSheet } from "../../features/attestations/review-sheet.ts";
import { lineFieldId } from "../../features/attestations/sheet-line-row.tsx";
import { SheetLinesEditor } from "../../features/attestations/sheet-lines-editor.tsx";
import { isBlank } from "../../features/attestations/sheet-lines.ts";
import { SheetDiffers, sheetToSign } from "../../features/attestations/sheet-to-sign.ts";
import { SignSheetPanel } from "../../features/attestations/sign-sheet-panel.tsx";
import { noonOf } from "../../features/attestations/weeks.ts";
import { programmesQuery } from "../../features/points/programmes.ts";
import { asProblem } from "../../api/problem.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { useSign } from "../../signing/use-sign.ts";
import { useSigner } from "../../signing/use-signer.ts";
import { Banner } from "../../ui/banner.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { DraftNotices } from "./draft-notices.tsx";
import { ProgrammeOfSheet, waitOf } from "./programme-of-sheet.tsx";
import { useLineFindings } from "./use-line-findings.ts";
import { useSheetDraft } from "./use-sheet-draft.ts";

/** A longer list helps nobody: as lines are corrected, the next ones come. */
const LISTED_MISTAKES = 20;

/** The lines of one sheet, checked in place, and its one signature. */
export function SheetEditor({ activity }: { activity: Activity }) {
  const { sheet: text, sign: signText } = useText(sheetsText);
  const { institution, institutionName } = useActingFor();
  const { data: programmes } = useQuery(programmesQuery);
  const programme = programmes?.find(({ programmeId }) => programmeId === activity.programmeId);
  const draft = useSheetDraft(activity.activityId);
  const checks = useLineFindings(activity.activityId, draft.lines);
  const [attempts, setAttempts] = useState(0);
  const reviews = reviewSheet(draft.lines, checks.findings, text);
  const sum = sumSheet(reviews, programme?.rate);
  const filing = useFiling({ activity, institution, sum, draft, checks, onRefused: () => setAttempts((count) => count + 1) });
  const mistakes = attempts === 0 ? [] : reviews.flatMap(({ key, number, field, message }) => (message === undefined ? [] : [{ fieldId: lineFieldId(key, field), message: text.lineError(String(number), message) }]));
  const differs = filing.problem?.cause instanceof SheetDiffers;
  return (
    <Page
      title={activity.unit === "MINUTE" ? text.titleHours : text.title}
      lead={text.lead(activity.title, formatDate(noonOf(activity.weekStartsOn)))}
      before={<ErrorSummary mistakes={mistakes.slice(0, LISTED_MISTAKES)} submission={attempts} title={text.toCorrect(mistakes.length)} />}
    >
      <DraftNotices activity={activity} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
      {differs && <Banner tone="bad" title={signText.differs} announce>{signText.differsNote}</Banner>}
      {filing.problem && !differs && filing.problem.code !== "sheet-has-errors" && <ProblemBanner error={filing.problem} />}
      {checks.problem && <ProblemBanner error={checks.problem} onRetry={checks.retry} />}
      <div className="m-cols m-cols--8-4">
        <div className="m-stack m-stack-l">
          <SheetLinesEditor lines={draft.lines} reviews={reviews} unit={activity.unit} showIncomplete={attempts > 0} onChange={draft.change} onRemove={draft.remove} onAdd={draft.add} />
          <PasteLines activityId={activity.activityId} onLines={draft.append} />
        </div>
        <SignSheetPanel sum={sum} unit={activity.unit} institutionName={institutionName} busy={filing.busy} after={programme && signText.after(waitOf(programme.pendingSeconds, signText))} onBlocked={() => setAttempts(attempts + 1)} onSign={filing.sign}>
          <ProgrammeOfSheet programme={programme} />
          {filing.hasNoKey && <Banner tone="warn" title={signText.noKey}>{signText.noKeyNote}</Banner>}
          <DemoKeyBanner notice={filing.demoNotice} />
          {filing.busy && <OperationProgress sentence={signText.sending} />}
        </SignSheetPanel>
      </div>
    </Page>
  );
}

type FilingParts = {
  activity: Activity;
  institution: string;
  sum: ReturnType<typeof sumSheet>;
  draft: ReturnType<typeof useSheetDraft>;
  checks: ReturnType<typeof useLineFindings>;
  onRefused: () => void;
};

/** Draft, signature, filing: one intention until the lines change, so that two clicks file one sheet. */
function useFiling({ activity, institution, sum, draft, checks, onRefused }: FilingParts) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sign = useSign();
  const { keys, signer, isPending } = useSigner(institution);
  const lines = draft.lines.filter((line) => !isBlank(line));
  const part = activity.sheetCount;
  const filing = useSubmission(async (_: undefined, tools) => {
    if (!signer) return;
    const draftKey = await tools.once("draft-key", async () => crypto.randomUUID());
    const drafted = await tools.once("draft", () => draftSheet({ activityId: activity.activityId, part, lines }, draftKey)).catch((error: unknown) => {
      const problem = asProblem(error);
      if (problem.code === "sheet-has-errors") {
        checks.learnFrom(problem, lines);
        onRefused();
      }
      throw problem;
    });
    const asked = sheetToSign(drafted.toSign, { institution, activityId: activity.activityId, programmeId: activity.programmeId, part, sum });
    const signed = await tools.once("signed", () => sign(signer, asked));
    await signSheet(drafted.draftId, signed, tools);
    draft.forget();
    await queries.invalidateQueries({ queryKey: ["acting"] });
    await navigate(`/organisme/feuilles/${drafted.sheetId}`, { state: { justFiled: true } });
  });
  // Other lines are another sheet: nothing made for the former ones is sent with them.
  const renew = useEffectEvent(filing.renew);
  useEffect(() => renew(), [draft.lines]);
  return {
    ...filing,
    sign: () => filing.submit(undefined),
    hasNoKey: !isPending && signer === undefined,
    demoNotice: signer?.demo ? keys?.demoNotice : undefined,
  };
}
