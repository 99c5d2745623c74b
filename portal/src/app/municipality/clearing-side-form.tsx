import { useState } from "react";
import { useCity } from "../../cities/city-context.ts";
import type { ClearingPair } from "../../features/clearing/clearing.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { clearingText } from "../../i18n/clearing.text.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { readWhole } from "../../i18n/read-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { Select } from "../../ui/select.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

type SideChange = { otherCityId: number; asCreditor: boolean; ceilingPoints: string; suspended: boolean };

/** This city's own side of a pair: a ceiling or a suspension, as an act of the treasury. */
export function ClearingSideForm({ rows, nameOf }: { rows: readonly ClearingPair[]; nameOf: (cityId: number) => string }) {
  const text = useText(clearingText);
  const own = useCity();
  const [cityId, setCityId] = useState("");
  const [asCreditor, setAsCreditor] = useState(true);
  const [ceiling, setCeiling] = useState("");
  const [suspended, setSuspended] = useState(false);
  const draft = useActDraft((change: SideChange, key) => draftAct("/api/clearing/sides", change, key));
  const amount = readWhole(ceiling);
  const { mistakes, submission, errorOf, attempt } = useMistakes(
    () => [
      ...(cityId === "" ? [{ fieldId: "otherCityId", message: text.chooseCity }] : []),
      ...(amount === undefined ? [{ fieldId: "ceilingPoints", message: text.ceilingError }] : []),
    ],
    draft.problem,
  );
  const other = cityId === "" ? undefined : nameOf(Number(cityId));
  const who = other === undefined ? undefined : asCreditor ? text.asCreditor(other, own.name) : text.asDebtor(other, own.name);
  return (
    <Section title={text.change} panel>
      <p>{text.changeLead}</p>
      <form
        className="m-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => draft.submit({ otherCityId: Number(cityId), asCreditor, ceilingPoints: String(amount), suspended }));
        }}
      >
        <ErrorSummary mistakes={mistakes} submission={submission} />
        {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
        <Select
          id="otherCityId"
          label={text.otherCity}
          value={cityId}
          error={errorOf("otherCityId")}
          options={[{ value: "", label: text.chooseCity }, ...rows.map((row) => ({ value: String(row.cityId), label: nameOf(row.cityId) }))]}
          onValue={setCityId}
        />
        {other !== undefined && (
          <RadioGroup
            id="side"
            label={text.side}
            value={asCreditor ? "creditor" : "debtor"}
            options={[{ value: "creditor", label: text.asCreditor(other, own.name) }, { value: "debtor", label: text.asDebtor(other, own.name) }]}
            onValue={(value) => setAsCreditor(value === "creditor")}
          />
        )}
        <Input id="ceilingPoints" label={text.ceiling} help={text.ceilingHelp} short inputMode="numeric" value={ceiling} onValue={setCeiling} error={errorOf("ceilingPoints")} />
        <Checkbox id="suspended" checked={suspended} onChecked={setSuspended}>{text.suspended}</Checkbox>
        {who !== undefined && (suspended || amount !== undefined) && <p>{suspended ? text.previewSuspended(who) : text.preview(who, formatPoints(amount ?? 0n))}</p>}
        <Actions>
          <Button type="submit" busy={draft.busy}>{text.prepare}</Button>
        </Actions>
      </form>
    </Section>
  );
}
