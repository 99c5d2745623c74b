import { programmesText } from "../../i18n/programmes.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Input, TextArea } from "../../ui/input.tsx";
import type { OpeningForm } from "./opening-form.ts";

type ResolutionForm = Pick<OpeningForm, "year" | "number" | "documentText">;

/** Year, number and text of the council resolution behind an act. */
export function ResolutionFields({ form, change, errorOf }: { form: ResolutionForm; change: (part: Partial<ResolutionForm>) => void; errorOf: (fieldId: string) => string | undefined }) {
  const text = useText(programmesText);
  return (
    <>
      <div className="m-filters">
        <Input id="resolution-year" label={text.year} short inputMode="numeric" value={form.year} onValue={(year) => change({ year })} error={errorOf("resolution-year")} />
        <Input id="resolution-number" label={text.number} help={text.numberHelp} short inputMode="numeric" value={form.number} onValue={(number) => change({ number })} error={errorOf("resolution-number")} />
      </div>
      <TextArea id="resolution-documentText" label={text.document} help={text.documentHelp} rows={8} value={form.documentText} onValue={(documentText) => change({ documentText })} error={errorOf("resolution-documentText")} />
    </>
  );
}
