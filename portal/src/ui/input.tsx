import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { Field } from "./field.tsx";

type Common = { id: string; label: ReactNode; help?: ReactNode; error?: string | undefined; value: string; onValue: (value: string) => void };

type InputProps = Common & {
  /** Short controls for codes and numbers. */
  short?: boolean;
  /** Letters of a code, in the code font. */
  code?: boolean;
} & Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "inputMode" | "autoComplete" | "autoCapitalize" | "maxLength" | "name" | "required">;

export function Input({ id, label, help, error, value, onValue, short, code, ...native }: InputProps) {
  const className = ["m-input", short && "m-input--s", code && "m-code"].filter(Boolean).join(" ");
  return (
    <Field id={id} label={label} help={help} error={error}>
      {(control) => <input {...control} {...native} className={className} value={value} onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}

type TextAreaProps = Common & Pick<TextareaHTMLAttributes<HTMLTextAreaElement>, "rows" | "maxLength" | "name" | "spellCheck">;

export function TextArea({ id, label, help, error, value, onValue, ...native }: TextAreaProps) {
  return (
    <Field id={id} label={label} help={help} error={error}>
      {(control) => <textarea {...control} {...native} className="m-input" value={value} onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}
