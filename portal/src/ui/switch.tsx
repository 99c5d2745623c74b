import type { ReactNode } from "react";

type SwitchProps = { id: string; label: ReactNode; stateText: string; checked: boolean; busy?: boolean; onChecked: (checked: boolean) => void };

/** One setting that is on or off at once; its state is also written. */
export function Switch({ id, label, stateText, checked, busy = false, onChecked }: SwitchProps) {
  return (
    <label className="m-bascule" htmlFor={id}>
      <span>
        <b>{label}</b>
        <span className="m-note">{stateText}</span>
      </span>
      <input id={id} type="checkbox" role="switch" checked={checked} aria-busy={busy || undefined} onChange={(event) => { if (!busy) onChecked(event.target.checked); }} />
    </label>
  );
}
