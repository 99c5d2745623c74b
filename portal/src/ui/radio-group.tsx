import type { ReactNode } from "react";
import { FieldError } from "./field.tsx";

export type RadioOption = { value: string; label: ReactNode };

type RadioGroupProps = {
  id: string;
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  value: string | undefined;
  options: readonly RadioOption[];
  onValue: (value: string) => void;
};

/** One choice of a few. The first radio carries `id`, so that the error summary reaches it. */
export function RadioGroup({ id, label, help, error, value, options, onValue }: RadioGroupProps) {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className={error ? "m-field m-stack is-err" : "m-field m-stack"} aria-describedby={described || undefined}>
      <legend className="m-label">{label}</legend>
      {help && <p className="m-hint" id={`${id}-help`}>{help}</p>}
      {error && <FieldError id={id}>{error}</FieldError>}
      {options.map((option, index) => (
        <label className="m-check" key={option.value}>
          <input type="radio" id={index === 0 ? id : undefined} name={id} value={option.value} checked={option.value === value} onChange={() => onValue(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
