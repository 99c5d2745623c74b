import type { ReactNode } from "react";
import { formatMove } from "../i18n/format-number.ts";

/** Movements of one day or many, newest first. */
export function Moves({ children }: { children: ReactNode }) {
  return <div className="m-moves">{children}</div>;
}

export function MovesDay({ children }: { children: ReactNode }) {
  return <h3 className="m-moves__day">{children}</h3>;
}

/** One movement with its reason: what, how many, why, who approved, under which resolution. */
export function Move({ what, points, children }: { what: ReactNode; points: bigint; children: ReactNode }) {
  return (
    <div className="m-move">
      <span className="m-move__what">{what}</span>
      <span className={points > 0n ? "m-move__n is-plus" : "m-move__n"}>{formatMove(points)}</span>
      <p className="m-move__why">{children}</p>
    </div>
  );
}
