import type { ReactNode } from "react";

type SwitchProps = { id: string; label: ReactNode; note?: ReactNode; stateText: string; checked: boolean; busy?: boolean; onChecked: (checked: boolean) => void };

/** One setting that is on or off at once; its state is also written. */
export function Switch({ id, label, note, stateText, checked, busy = false, onChecked }: SwitchProps) {
  return (
    <label className="m-bascule" htmlFor={id}>
      <span>
        <b>{label}</b>
        {note && <span className="m-note">{note}</span>}
      </span>
      <span className="m-bascule__state">{stateText}</span>
      <input id={id} type="checkbox" role="switch" checked={checked} aria-busy={busy || undefined} onChange={(event) => { if (!busy) onChecked(event.target.checked); }} />
    </label>
  );
}
