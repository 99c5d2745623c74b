import { useState } from "react";
import type { FormEvent } from "react";
import { formatDate } from "../../i18n/format-date.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import type { NewActivity } from "./activities.ts";
import { noonOf, recentWeeks } from "./weeks.ts";

export type ProgrammeChoice = { programmeId: string; title: string; resolution: string };

const TITLE_MIN = 3;

type ActivityFormProps = { programmes: readonly ProgrammeChoice[]; today: string; busy: boolean; onChange: () => void; onSave: (activity: NewActivity) => void };

/** What, under which programme, which week, where. */
export function ActivityForm({ programmes, today, busy, onChange, onSave }: ActivityFormProps) {
  const { create: text } = useText(sheetsText);
  const weeks = recentWeeks(today);
  const [only] = programmes;
  const [fields, setFields] = useState<NewActivity>({ title: "", programmeId: programmes.length === 1 && only ? only.programmeId : "", weekStartsOn: weeks[0]?.monday ?? "", place: "" });
  const [attempts, setAttempts] = useState(0);
  const set = (changed: Partial<NewActivity>) => {
    onChange();
    setFields((present) => ({ ...present, ...changed }));
  };
  const found: FieldMistake[] = [];
  if (fields.title.trim().length < TITLE_MIN) found.push({ fieldId: "titre", message: text.nameMissing });
  if (fields.programmeId === "") found.push({ fieldId: "programme", message: text.programmeMissing });
  const mistakes = attempts > 0 ? found : [];
  const errorOf = (fieldId: string) => mistakes.find((mistake) => mistake.fieldId === fieldId)?.message;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (found.length === 0) onSave({ ...fields, title: fields.title.trim(), place: fields.place.trim() });
  };
  const weekOptions = weeks.map(({ monday, sunday }, back) => {
    const [from, to] = [formatDate(noonOf(monday)), formatDate(noonOf(sunday))];
    return { value: monday, label: back === 0 ? text.thisWeek(from, to) : text.weekOption(from, to) };
  });
  return (
    <form className="m-stack m-stack-l" onSubmit={save} noValidate>
      <ErrorSummary mistakes={mistakes} submission={attempts} />
      <Input id="titre" label={text.name} help={text.nameHelp} error={errorOf("titre")} value={fields.title} onValue={(title) => set({ title })} maxLength={120} autoComplete="off" />
      <Select id="programme" label={text.programme} error={errorOf("programme")} value={fields.programmeId} options={[{ value: "", label: text.choose }, ...programmes.map(({ programmeId, title, resolution }) => ({ value: programmeId, label: text.programmeOption(title, resolution) }))]} onValue={(programmeId) => set({ programmeId })} />
      <Select id="semaine" label={text.week} help={text.weekHelp} value={fields.weekStartsOn} options={weekOptions} onValue={(weekStartsOn) => set({ weekStartsOn })} />
      <Input id="lieu" label={text.place} help={text.placeHelp} value={fields.place} onValue={(place) => set({ place })} maxLength={200} autoComplete="off" />
      <Actions>
        <Button type="submit" busy={busy}>{text.save}</Button>
        <ButtonLink to="/organisme/activites" look="second">{text.back}</ButtonLink>
      </Actions>
    </form>
  );
}
