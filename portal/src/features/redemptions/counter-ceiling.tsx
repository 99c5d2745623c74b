import type { CSSProperties } from "react";
import { counterText } from "../../i18n/counter.text.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { percentOf, shareOf } from "../../ui/share-of.ts";
import { Tag } from "../../ui/tag.tsx";
import type { Counter } from "./counter.ts";

const WARN_FROM_SHARE = 0.9;

/** What the merchant may still take today; never below zero. */
export function leftToday({ dailyCeilingPoints, redeemedTodayPoints }: Pick<Counter, "dailyCeilingPoints" | "redeemedTodayPoints">): bigint {
  const left = BigInt(dailyCeilingPoints) - BigInt(redeemedTodayPoints);
  return left > 0n ? left : 0n;
}

/** How much of the daily ceiling is used: a bar, its figures, and a word from 90 %. */
export function CounterCeiling({ counter }: { counter: Pick<Counter, "dailyCeilingPoints" | "redeemedTodayPoints"> }) {
  const text = useText(counterText);
  const used = BigInt(counter.redeemedTodayPoints);
  const all = BigInt(counter.dailyCeilingPoints);
  const share = shareOf(used, all);
  const warn = share >= WARN_FROM_SHARE;
  return (
    <div className="m-stack m-stack-s">
      <div className="m-budget__head">
        <span className="m-budget__name">{text.ceiling}</span>
        {warn && <Tag tone="warn">{share >= 1 ? text.ceilingReached : text.ceilingNear}</Tag>}
      </div>
      <div className={warn ? "m-bar m-bar--warn" : "m-bar"} role="img" aria-label={text.ceilingSentence(formatPoints(used), formatPoints(all))}>
        <i style={{ "--v": percentOf(used, all) } as CSSProperties} />
      </div>
      <p className="m-note">{text.ceilingFoot(formatPoints(used), formatPoints(all))}</p>
    </div>
  );
}
