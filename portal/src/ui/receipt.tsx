import type { ReactNode } from "react";
import { formatNumber } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { DefinitionList } from "./definition-list.tsx";
import type { Definition } from "./definition-list.tsx";
import { Rang } from "./rang.tsx";
import type { RangState } from "./rang.tsx";

type ReceiptProps = {
  /** What the ledger says: « Scellé par 8 villes sur 11 ». It is the page's title. */
  sealTitle: string;
  /** The row of eleven; empty on a trial ledger, which no city seals. */
  cities: readonly RangState[];
  /** « Payé à ». */
  toLabel: string;
  to: string;
  /** Negative for a spending. */
  points: bigint;
  details: readonly Definition[];
  actions?: ReactNode;
  children?: ReactNode;
};

export function Receipt({ sealTitle, cities, toLabel, to, points, details, actions, children }: ReceiptProps) {
  return (
    <article className="m-recu">
      <div className="m-recu__top" role="status">
        {cities.length > 0 && <Rang states={cities} />}
        <h1 tabIndex={-1}>{sealTitle}</h1>
      </div>
      <div className="m-recu__body">
        <div>
          <p className="m-note">{toLabel}</p>
          <h2>{to}</h2>
        </div>
        <Amount points={points} />
        <DefinitionList items={details} />
        {actions && <div className="m-actions">{actions}</div>}
        {children}
      </div>
    </article>
  );
}

/** A large amount: « 450 points », « − 450 points » when negative. */
export function Amount({ points }: { points: bigint }) {
  const text = useText(uiText);
  const size = points < 0n ? -points : points;
  return (
    <p className="m-montant m-num">
      {points < 0n && "\u2212\u00a0"}
      {formatNumber(size)} <small>{size < 2n ? text.point : text.budgetPoints}</small>
    </p>
  );
}
