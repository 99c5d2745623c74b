import type { ReactNode } from "react";
import { Field } from "./field.tsx";

export type SelectOption = { value: string; label: string };

type SelectProps = {
  id: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  value: string;
  options: readonly SelectOption[];
  onValue: (value: string) => void;
  name?: string;
};

export function Select({ id, label, help, error, value, options, onValue, name }: SelectProps) {
  return (
    <Field id={id} label={label} help={help} error={error}>
      {(control) => (
        <select {...control} name={name} className="m-input" value={value} onChange={(event) => onValue(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>{option.label}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
