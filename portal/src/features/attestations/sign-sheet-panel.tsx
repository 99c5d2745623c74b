import { useState } from "react";
import type { ReactNode } from "react";
import { formatDecimal, formatDollars, formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import type { ActivityUnit } from "./activities.ts";
import type { SheetSum } from "./review-sheet.ts";

const MINUTES_AN_HOUR = 60;
const ATTEST_FIELD = "attestation";

/** A total in its unit: hours to the quarter, dollars, or a count. */
export function totalText(quantity: bigint, unit: ActivityUnit): string {
  if (unit === "MINUTE") return formatDecimal(Number(quantity) / MINUTES_AN_HOUR);
  return unit === "CENT" ? formatDollars(quantity) : formatNumber(quantity);
}

type SignSheetPanelProps = {
  sum: SheetSum;
  unit: ActivityUnit;
  institutionName: string;
  busy: boolean;
  /** Programme, budget and what follows the filing. */
  children: ReactNode;
  after: string | undefined;
  /** Asked to sign while something is missing: the screen shows it. */
  onBlocked: () => void;
  onSign: () => void;
};

/** What the sheet comes to, the sentence one attests, and one signature for all. */
export function SignSheetPanel({ sum, unit, institutionName, busy, children, after, onBlocked, onSign }: SignSheetPanelProps) {
  const { sign: text } = useText(sheetsText);
  const [attests, setAttests] = useState(false);
  const [tried, setTried] = useState(false);
  const reason = sum.wrongCount > 0 ? text.whyErrors(sum.wrongCount) : sum.uncheckedCount > 0 ? text.whyChecking : sum.lineCount === 0 ? text.whyEmpty : undefined;
  const sign = () => {
    setTried(true);
    if (reason !== undefined) onBlocked();
    else if (attests) onSign();
    else document.getElementById(ATTEST_FIELD)?.focus();
  };
  return (
    <aside className="m-signer" aria-labelledby="signer">
      <h2 id="signer">{text.title}</h2>
      <dl className="m-totaux">
        <div><dt>{text.ready(sum.lineCount < 2)}</dt><dd>{formatNumber(sum.lineCount)}</dd></div>
        <div><dt>{text.toCorrect}</dt><dd>{formatNumber(sum.wrongCount)}</dd></div>
        <div><dt>{text.total[unit]}</dt><dd>{totalText(sum.totalQuantity, unit)}</dd></div>
        <div><dt>{text.points}</dt><dd>{formatNumber(sum.points)}</dd></div>
      </dl>
      <hr />
      {children}
      <Checkbox id={ATTEST_FIELD} checked={attests} onChecked={setAttests} error={tried && reason === undefined && !attests ? text.attestMissing : undefined}>
        {text.attest[unit](institutionName)}
      </Checkbox>
      <Button wide busy={busy} onPress={sign}>{text.sign}</Button>
      <p className="m-note" role="status">{reason ?? ""} {after}</p>
    </aside>
  );
}
