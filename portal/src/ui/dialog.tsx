import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

type DialogProps = { open: boolean; title: string; children: ReactNode; actions: ReactNode; onClose: () => void };

/** A question that stops the page. Native modal: focus is kept inside, Escape closes, focus goes back. */
export function Dialog({ open, title, children, actions, onClose }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog ref={element} className="m-dialog" aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <div className="m-stack">
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className="m-actions">{actions}</div>
        </div>
      )}
    </dialog>
  );
}
