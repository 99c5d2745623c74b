import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../api/session.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { programmeActPaths } from "../../features/points/draft-programme-acts.ts";
import type { ProgrammeOpening } from "../../features/points/draft-programme-acts.ts";
import { openingMistakes, openingOf } from "../../features/points/opening-form.ts";
import type { OpeningForm } from "../../features/points/opening-form.ts";
import { OpeningPreview } from "../../features/points/opening-preview.tsx";
import { PROGRAMME_UNITS } from "../../features/points/programmes.ts";
import type { ProgrammeUnit } from "../../features/points/programmes.ts";
import { ResolutionFields } from "../../features/points/resolution-fields.tsx";
import { civilDay } from "../../i18n/format-date.ts";
import { programmeWords } from "../../i18n/programme-words.text.ts";
import { programmesText } from "../../i18n/programmes.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { Select } from "../../ui/select.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

const DAY_SECONDS = 86_400;
const TRIAL_SECONDS = 120;
const HOURS_WAIT_DAYS = [14, 21, 30];
const OTHER_WAIT_DAYS = [0, 1, 7, 14];

function blankForm(): OpeningForm {
  const year = civilDay(new Date()).slice(0, 4);
  return {
    title: "", year, number: "", documentText: "", unit: "MINUTE", ratePoints: "100", rateQuantity: "60", budgetPoints: "", weeklyCeilingPoints: "",
    startsOn: civilDay(new Date()), endsOn: `${year}-12-31`, pendingSeconds: String(14 * DAY_SECONDS),
  };
}

/** « Ouvrir un programme »: its terms, said again in one sentence, become an act that two officers sign. */
export function Component() {
  const text = useText(programmesText);
  const [form, setForm] = useState(blankForm);
  const change = (part: Partial<OpeningForm>) => setForm((before) => ({ ...before, ...part }));
  const draft = useActDraft((opening: ProgrammeOpening, key) => draftAct(programmeActPaths.opening, opening, key));
  const { mistakes, submission, errorOf, attempt } = useMistakes(() => openingMistakes(form, text), draft.problem);
  return (
    <Page title={text.openTitle} lead={text.openLead} narrow before={<ErrorSummary mistakes={mistakes} submission={submission} />}>
      {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
      <form
        className="m-stack m-stack-l"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => draft.submit(openingOf(form)));
        }}
      >
        <Input id="title" label={text.name} help={text.nameHelp} value={form.title} onValue={(title) => change({ title })} error={errorOf("title")} maxLength={120} />
        <ResolutionFields form={form} change={change} errorOf={errorOf} />
        <TermsFields form={form} change={change} errorOf={errorOf} />
        <OpeningPreview form={form} />
        <Actions>
          <Button type="submit" busy={draft.busy}>{text.prepare}</Button>
        </Actions>
      </form>
    </Page>
  );
}

type FieldsProps = { form: OpeningForm; change: (part: Partial<OpeningForm>) => void; errorOf: (fieldId: string) => string | undefined };

function TermsFields({ form, change, errorOf }: FieldsProps) {
  const text = useText(programmesText);
  const { units } = useText(programmeWords);
  const { data: session } = useQuery(sessionQuery);
  const chooseUnit = (value: string) => {
    const unit: ProgrammeUnit = PROGRAMME_UNITS.find((known) => known === value) ?? "MINUTE";
    change({ unit, rateQuantity: unit === "MINUTE" ? "60" : unit === "CENT" ? "100" : "1", pendingSeconds: String(unit === "MINUTE" ? 14 * DAY_SECONDS : 0) });
  };
  const days = form.unit === "MINUTE" ? HOURS_WAIT_DAYS : OTHER_WAIT_DAYS;
  const waits = days.map((count) => ({ value: String(count * DAY_SECONDS), label: text.pendingDays(count) }));
  if (session?.network.isDemo) waits.unshift({ value: String(TRIAL_SECONDS), label: text.pendingTrial });
  return (
    <>
      <RadioGroup id="unit" label={text.unit} value={form.unit} options={PROGRAMME_UNITS.map((unit) => ({ value: unit, label: units[unit] }))} onValue={chooseUnit} />
      <div className="m-filters">
        <Input id="rate-points" label={text.ratePoints} short inputMode="numeric" value={form.ratePoints} onValue={(ratePoints) => change({ ratePoints })} error={errorOf("rate-points")} />
        <Input id="rate-quantity" label={text.rateQuantity[form.unit]} short inputMode="numeric" value={form.rateQuantity} onValue={(rateQuantity) => change({ rateQuantity })} error={errorOf("rate-quantity")} />
      </div>
      <Input id="budgetPoints" label={text.budgetPoints} help={text.budgetHelp} short inputMode="numeric" value={form.budgetPoints} onValue={(budgetPoints) => change({ budgetPoints })} error={errorOf("budgetPoints")} />
      <Input id="weeklyCeilingPoints" label={text.weekly} short inputMode="numeric" value={form.weeklyCeilingPoints} onValue={(weeklyCeilingPoints) => change({ weeklyCeilingPoints })} error={errorOf("weeklyCeilingPoints")} />
      <div className="m-filters">
        <Input id="startsAt" type="date" label={text.startsOn} value={form.startsOn} onValue={(startsOn) => change({ startsOn })} error={errorOf("startsAt")} />
        <Input id="endsAt" type="date" label={text.endsOn} value={form.endsOn} onValue={(endsOn) => change({ endsOn })} error={errorOf("endsAt")} />
      </div>
      <Select id="pendingSeconds" label={text.pending} value={form.pendingSeconds} options={waits} onValue={(pendingSeconds) => change({ pendingSeconds })} error={errorOf("pendingSeconds")} />
    </>
  );
}
