import type { CSSProperties, ReactNode } from "react";
import { formatNumber } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { percentOf } from "./share-of.ts";
import { Stitch } from "./stitch.tsx";

/** What can be spent here, large, with the act under it. */
export function Balance({ label, points, action, children }: { label: string; points: bigint; action?: ReactNode; children?: ReactNode }) {
  const text = useText(uiText);
  return (
    <section className="m-solde" aria-label={label}>
      <div>
        <h2 className="m-solde__label">{label}</h2>
        <span className="m-solde__n m-num">{formatNumber(points)} <small>{points < 2n ? text.point : text.budgetPoints}</small></span>
      </div>
      {action}
      {children && <p className="m-note">{children}</p>}
    </section>
  );
}

export type CityPart = { slug: string; name: string; points: bigint; note?: ReactNode };

/** Points by city of origin: parts of a bar, then each city with its number. */
export function CityParts({ parts, sentence }: { parts: readonly CityPart[]; sentence: string }) {
  const whole = parts.reduce((sum, part) => sum + part.points, 0n);
  return (
    <>
      <div className="m-part" role="img" aria-label={sentence}>
        {parts.map((part) => <i key={part.slug} data-city={part.slug} style={{ "--v": percentOf(part.points, whole) } as CSSProperties} />)}
      </div>
      <ul className="m-villes">
        {parts.map((part) => (
          <li key={part.slug} data-city={part.slug}>
            <Stitch bare />
            <span>{part.name}</span>
            <b className="m-num">{formatNumber(part.points)}</b>
            {part.note && <span className="m-note">{part.note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
