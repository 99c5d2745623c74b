import type { ReactNode } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";

/** What a control must carry so that its label, help and error are read with it. */
export type ControlProps = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };

export function describeControl(id: string, help: ReactNode, error: string | undefined): ControlProps {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { id, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined };
}

/** The sentence that says what to correct. `id` is the control's, so that the control can refer to it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  const text = useText(uiText);
  return (
    <p className="m-error" id={`${id}-error`}>
      <Icon name="warning" />
      <span>
        <span className="m-hide">{text.errorPrefix}</span> {children}
      </span>
    </p>
  );
}

type FieldProps = { id: string; label: ReactNode; help?: ReactNode; error?: string | undefined; children: (control: ControlProps) => ReactNode };

/** Label, help, error, control: always in this order. */
export function Field({ id, label, help, error, children }: FieldProps) {
  return (
    <div className={error ? "m-field is-err" : "m-field"}>
      <label htmlFor={id}>{label}</label>
      {help && <p className="m-hint" id={`${id}-help`}>{help}</p>}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children(describeControl(id, help, error))}
    </div>
  );
}
