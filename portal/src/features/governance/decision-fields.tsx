import { councilDecisionsText } from "../../i18n/council-decisions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Input, TextArea } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { decisionFields, fieldIdOf } from "./decision-form.ts";
import type { DecisionDraft, DecisionKind, FieldName, FieldType } from "./decision-form.ts";

type City = { cityId: number; cityName: string };
type Props = {
  index: number;
  draft: DecisionDraft;
  cities: readonly City[];
  onDraft: (draft: DecisionDraft) => void;
  onRemove?: (() => void) | undefined;
  errorOf: (fieldId: string) => string | undefined;
};

/** One decision of a proposal: its kind, then what that kind asks for. */
export function DecisionFields({ index, draft, cities, onDraft, onRemove, errorOf }: Props) {
  const text = useText(councilDecisionsText);
  const kinds = Object.entries(text.kinds).map(([value, label]) => ({ value, label }));
  const fields = draft.kind === "" ? [] : decisionFields[draft.kind];
  return (
    <div className="m-panel m-stack" role="group" aria-labelledby={`decision-${index}`}>
      <h2 id={`decision-${index}`}>{text.decision(index + 1)}</h2>
      <Select
        id={fieldIdOf(index, "kind")}
        label={text.kind}
        value={draft.kind}
        options={[{ value: "", label: text.chooseKind }, ...kinds]}
        onValue={(kind) => onDraft({ kind: isKind(kind, text.kinds) ? kind : "", values: {} })}
        error={errorOf(fieldIdOf(index, "kind"))}
      />
      {fields.map(({ name, type }) => (
        <DecisionField
          key={name}
          id={fieldIdOf(index, name)}
          name={name}
          type={type}
          cities={cities}
          value={draft.values[name] ?? ""}
          onValue={(value) => onDraft({ ...draft, values: { ...draft.values, [name]: value } })}
          error={errorOf(fieldIdOf(index, name))}
        />
      ))}
      {onRemove && <Button look="quiet" onPress={onRemove}>{text.remove(index + 1)}</Button>}
    </div>
  );
}

type FieldProps = { id: string; name: FieldName; type: FieldType; cities: readonly City[]; value: string; onValue: (value: string) => void; error: string | undefined };

function DecisionField({ id, name, type, cities, value, onValue, error }: FieldProps) {
  const text = useText(councilDecisionsText);
  const common = { id, label: text.fields[name], value, onValue, error };
  switch (type) {
    case "city":
      return <Select {...common} options={[{ value: "", label: text.chooseCity }, ...cities.map(({ cityId, cityName }) => ({ value: String(cityId), label: cityName }))]} />;
    case "signerKind":
      return <Select {...common} options={optionsOf(text.signerKinds, text.errors.choice)} />;
    case "role":
      return <Select {...common} options={optionsOf(text.roles, text.errors.choice)} />;
    case "days":
      return <TextArea {...common} rows={4} help={text.helps.days} />;
    case "host":
      return <Input {...common} help={text.helps.host} autoCapitalize="none" />;
    case "address":
    case "bytes":
      return <Input {...common} code help={type === "address" ? text.helps.address : undefined} autoCapitalize="none" />;
    case "whole":
    case "points":
      return <Input {...common} short inputMode="numeric" help={text.helps.whole} />;
  }
}

function optionsOf(labels: Readonly<Record<string, string>>, none: string) {
  return [{ value: "", label: none }, ...Object.entries(labels).map(([value, label]) => ({ value, label }))];
}

function isKind(text: string, kinds: Readonly<Record<DecisionKind, string>>): text is DecisionKind {
  return text in kinds;
}
