import type { CSSProperties, ReactNode } from "react";
import { formatNumber, formatPercent } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { percentOf, shareOf } from "./share-of.ts";
import { Tag } from "./tag.tsx";

const WARN_FROM_SHARE = 0.9;

type BudgetBarProps = { name: ReactNode; sentenceName: string; resolution: ReactNode; postedPoints: bigint; pendingPoints: bigint; votedPoints: bigint };

const width = (value: string) => ({ "--v": value }) as CSSProperties;

/** A programme's budget: posted (full), pending (hatched), voted (track). Amber, with a word, from 90 %. */
export function BudgetBar({ name, sentenceName, resolution, postedPoints, pendingPoints, votedPoints }: BudgetBarProps) {
  const text = useText(uiText);
  const used = shareOf(postedPoints + pendingPoints, votedPoints);
  const warn = used >= WARN_FROM_SHARE;
  const sentence = text.budgetSentence(sentenceName, formatNumber(postedPoints), formatNumber(pendingPoints), formatNumber(votedPoints));
  return (
    <li className="m-budget__item">
      <div className="m-budget__head">
        <span className="m-budget__name">{name}</span>
        <span className="m-budget__res">{resolution}</span>
      </div>
      <div className={warn ? "m-bar m-bar--warn" : "m-bar"} role="img" aria-label={sentence}>
        <i style={width(percentOf(postedPoints, votedPoints))} />
        {pendingPoints > 0n && <i style={width(percentOf(pendingPoints, votedPoints))} />}
      </div>
      <div className="m-budget__foot">
        <span>
          <b className="m-num">{formatNumber(postedPoints)}</b> {text.budgetOf} <span className="m-num">{formatNumber(votedPoints)}</span> {text.budgetPoints}
        </span>
        <span>{formatPercent(shareOf(postedPoints, votedPoints))}</span>
        {warn && <Tag tone="warn">{used >= 1 ? text.spent : text.nearlySpent}</Tag>}
      </div>
    </li>
  );
}

/** The list of bars and the key to their textures. */
export function BudgetBars({ children }: { children: ReactNode }) {
  const text = useText(uiText);
  return (
    <>
      <ul className="m-budget">{children}</ul>
      <ul className="m-key">
        <li><i />{text.legendPosted}</li>
        <li><i className="is-hatch" />{text.legendPending}</li>
        <li><i className="is-empty" />{text.legendLeft}</li>
      </ul>
    </>
  );
}
