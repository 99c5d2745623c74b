import type { ReactNode } from "react";
import { formatPoints } from "../i18n/format-number.ts";

export function Offers({ children }: { children: ReactNode }) {
  return <div className="m-offres">{children}</div>;
}

/** One of the merchant's offers, chosen or not. */
export function Offer({ name, points, chosen, onChoose }: { name: string; points: bigint; chosen: boolean; onChoose: () => void }) {
  return (
    <button className="m-offre" type="button" aria-pressed={chosen} onClick={onChoose}>
      <span>{name}</span>
      <b>{formatPoints(points)}</b>
    </button>
  );
}
