import type { ReactNode } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Rang } from "./rang.tsx";
import type { RangState } from "./rang.tsx";

export type AccordState = "agrees" | "late" | "drift";

const classOf: Record<AccordState, string> = {
  agrees: "m-accord",
  late: "m-accord m-accord--late",
  drift: "m-accord m-accord--drift",
};

/**
 * The light of the ledger: row, state in words, and the sentence that says by which number it differs. `cities` is empty
 * where nothing is known of the other copies: then there is no row.
 */
export function Accord({ state, cities, children }: { state: AccordState; cities: readonly RangState[]; children: ReactNode }) {
  const text = useText(uiText);
  const word = { agrees: text.inAgreement, late: text.late, drift: text.drift }[state];
  return (
    <div className={classOf[state]}>
      {cities.length > 0 && <Rang states={cities} />}
      <div className="m-accord__line">
        <span className="m-accord__text">{word}</span>
      </div>
      <p className="m-note">{children}</p>
    </div>
  );
}
