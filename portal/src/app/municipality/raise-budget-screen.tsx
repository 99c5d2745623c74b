import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { draftAct } from "../../features/participants/acts.ts";
import { programmeActPaths } from "../../features/points/draft-programme-acts.ts";
import type { ResolutionInput } from "../../features/points/draft-programme-acts.ts";
import { resolutionLabel, resolutionMistakes, resolutionOf } from "../../features/points/opening-form.ts";
import { programmesQuery } from "../../features/points/programmes.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { ResolutionFields } from "../../features/points/resolution-fields.tsx";
import { civilDay } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { programmesText } from "../../i18n/programmes.text.ts";
import { readWhole } from "../../i18n/read-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

/** « Augmenter le budget »: a later resolution and a higher total, for two officers to sign. */
export function Component() {
  const { programmeId } = useParams();
  const text = useText(programmesText);
  const programmes = useQuery(programmesQuery);
  const programme = programmes.data?.find((one) => one.programmeId === programmeId);
  return (
    <Page title={programme ? text.raiseTitle(programme.title) : text.raise} lead={programme && text.raiseLead(formatPoints(BigInt(programme.budgetPoints)))} narrow>
      <Awaited reading={programmes} what={text.oneWhat}>
        {() => (programme ? <RaiseForm programme={programme} /> : <Empty level={2} title={text.unknown}>{text.unknownNote}</Empty>)}
      </Awaited>
    </Page>
  );
}

function RaiseForm({ programme }: { programme: Programme }) {
  const text = useText(programmesText);
  const [form, setForm] = useState({ year: civilDay(new Date()).slice(0, 4), number: "", documentText: "" });
  const [budget, setBudget] = useState("");
  const draft = useActDraft((body: { resolution: ResolutionInput; budgetPoints: string }, key) => draftAct(programmeActPaths.raise(programme.programmeId), body, key));
  const amount = readWhole(budget);
  const isHigher = amount !== undefined && amount > BigInt(programme.budgetPoints);
  const check = () => [...(isHigher ? [] : [{ fieldId: "budgetPoints", message: text.newBudgetError }]), ...resolutionMistakes(form, text)];
  const { mistakes, submission, errorOf, attempt } = useMistakes(check, draft.problem);
  return (
    <form
      className="m-stack m-stack-l"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => draft.submit({ resolution: resolutionOf(form), budgetPoints: String(amount) }));
      }}
    >
      <ErrorSummary mistakes={mistakes} submission={submission} />
      {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
      <Input id="budgetPoints" label={text.newBudget} help={text.newBudgetHelp} short inputMode="numeric" value={budget} onValue={setBudget} error={errorOf("budgetPoints")} />
      <ResolutionFields form={form} change={(part) => setForm((before) => ({ ...before, ...part }))} errorOf={errorOf} />
      {check().length === 0 && isHigher && <p>{text.raisePreview(programme.title, formatPoints(amount), resolutionLabel(resolutionOf(form)))}</p>}
      <Actions>
        <Button type="submit" busy={draft.busy}>{text.prepare}</Button>
      </Actions>
    </form>
  );
}
