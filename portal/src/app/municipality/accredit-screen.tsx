import { useState } from "react";
import { draftAccreditation } from "../../features/participants/institutions.ts";
import type { Accreditation } from "../../features/participants/institutions.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { readWhole } from "../../i18n/read-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import { Input } from "../../ui/input.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

type Form = { kind: Accreditation["kind"]; name: string; category: string; address: string; phone: string; ceiling: string };

const BLANK: Form = { kind: "MERCHANT", name: "", category: "", address: "", phone: "", ceiling: "20 000" };

function accreditationOf({ kind, name, category, address, phone, ceiling }: Form): Accreditation {
  return {
    kind,
    name: name.trim(),
    category: category.trim(),
    ...(address.trim() === "" ? {} : { address: address.trim() }),
    ...(phone.trim() === "" ? {} : { phone: phone.trim() }),
    ...(kind === "MERCHANT" ? { dailyCeilingPoints: String(readWhole(ceiling)) } : {}),
  };
}

function mistakesOf(form: Form, text: typeof institutionsText.fr): FieldMistake[] {
  const found: FieldMistake[] = [];
  if (form.name.trim().length < 2) found.push({ fieldId: "name", message: text.nameError });
  if (form.category.trim().length < 2) found.push({ fieldId: "category", message: text.categoryError });
  if (form.kind === "MERCHANT" && !readWhole(form.ceiling)) found.push({ fieldId: "dailyCeilingPoints", message: text.ceilingError });
  return found;
}

/** « Accréditer une institution »: becomes an act that an officer signs. */
export function Component() {
  const text = useText(institutionsText);
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const draft = useActDraft((accreditation: Accreditation, key) => draftAccreditation(accreditation, key));
  const { mistakes, submission, errorOf, attempt } = useMistakes(() => mistakesOf(form, text), draft.problem);
  return (
    <Page title={text.accreditTitle} lead={text.accreditLead} narrow before={<ErrorSummary mistakes={mistakes} submission={submission} />}>
      {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
      <form
        className="m-stack m-stack-l"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => draft.submit(accreditationOf(form)));
        }}
      >
        <RadioGroup
          id="kind"
          label={text.kind}
          value={form.kind}
          options={[{ value: "MERCHANT", label: text.kinds.MERCHANT }, { value: "ORGANIZATION", label: text.kinds.ORGANIZATION }]}
          onValue={(kind) => change({ kind: kind === "ORGANIZATION" ? "ORGANIZATION" : "MERCHANT" })}
        />
        <Input id="name" label={text.name} help={text.nameHelp} value={form.name} onValue={(name) => change({ name })} error={errorOf("name")} maxLength={120} />
        <Input id="category" label={text.category} help={text.categoryHelp} value={form.category} onValue={(category) => change({ category })} error={errorOf("category")} maxLength={60} />
        <Input id="address" label={text.address} help={text.optional} value={form.address} onValue={(address) => change({ address })} error={errorOf("address")} maxLength={200} />
        <Input id="phone" label={text.phone} help={text.optional} type="tel" value={form.phone} onValue={(phone) => change({ phone })} error={errorOf("phone")} maxLength={40} />
        {form.kind === "MERCHANT" && (
          <Input id="dailyCeilingPoints" label={text.ceilingField} help={text.ceilingHelp} short inputMode="numeric" value={form.ceiling} onValue={(ceiling) => change({ ceiling })} error={errorOf("dailyCeilingPoints")} />
        )}
        <Actions>
          <Button type="submit" busy={draft.busy}>{text.prepare}</Button>
        </Actions>
      </form>
    </Page>
  );
}
