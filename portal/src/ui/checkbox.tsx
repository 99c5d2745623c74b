import type { ReactNode } from "react";
import { describeControl, FieldError } from "./field.tsx";

type CheckboxProps = { id: string; children: ReactNode; checked: boolean; onChecked: (checked: boolean) => void; error?: string | undefined; name?: string };

export function Checkbox({ id, children, checked, onChecked, error, name }: CheckboxProps) {
  return (
    <div className={error ? "m-field is-err" : "m-field"}>
      {error && <FieldError id={id}>{error}</FieldError>}
      <label className="m-check">
        <input type="checkbox" {...describeControl(id, undefined, error)} name={name} checked={checked} onChange={(event) => onChecked(event.target.checked)} />
        <span>{children}</span>
      </label>
    </div>
  );
}
