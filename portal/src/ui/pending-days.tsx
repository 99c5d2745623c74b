import type { ReactNode } from "react";

const SQUARES = 14;

/**
 * How far a correction window has run, as fourteen squares: one a day for the fourteen days of hours, a
 * proportion for any other window. Hidden: `children` says the date in words.
 */
export function PendingDays({ elapsedShare, title, amount, children }: { elapsedShare: number; title: ReactNode; amount?: ReactNode; children: ReactNode }) {
  const done = Math.min(SQUARES, Math.max(0, Math.floor(elapsedShare * SQUARES)));
  return (
    <div className="m-attente">
      <div className="m-row m-row--split">
        <b>{title}</b>
        {amount && <b className="m-num">{amount}</b>}
      </div>
      <div className="m-days" aria-hidden="true">
        {Array.from({ length: SQUARES }, (_, index) => <i key={index} className={index < done ? "is-done" : undefined} />)}
      </div>
      <div className="m-note">{children}</div>
    </div>
  );
}
