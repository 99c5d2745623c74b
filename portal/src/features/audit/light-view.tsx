import { formatDateTime, formatTime } from "../../i18n/format-date.ts";
import { formatCount, formatNumber } from "../../i18n/format-number.ts";
import { lightText } from "../../i18n/light.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Accord } from "../../ui/accord.tsx";
import type { AccordState } from "../../ui/accord.tsx";
import type { Light } from "./public-summary.ts";

const stateOf: Record<Light["state"], AccordState> = { AGREES: "agrees", LATE: "late", DIFFERS: "drift" };

/**
 * The light: whether ledger and database agree, by which number they do not, as of which page. No row of eleven:
 * this compares one city's base with the ledger, and says nothing of the other copies.
 */
export function LightView({ light, isTrial }: { light: Light; isTrial: boolean }) {
  const text = useText(lightText);
  const lines = {
    AGREES: text.agrees(formatCount(light.comparedCount, text.figure, text.figures)),
    LATE: text.late,
    DIFFERS: text.differs,
  };
  return (
    <div role="status" className="m-stack m-stack-s">
      <Accord state={stateOf[light.state]} cities={[]}>
        {lines[light.state]} {text.asOf(formatNumber(light.asOfBlock), formatDateTime(light.blockTimestamp))} {text.checked(formatTime(light.checkedAt))}
      </Accord>
      {light.differences.length > 0 && (
        <ul className="m-lignes">
          {light.differences.map(({ what, ledger, database, difference }) => (
            <li key={what}>{text.difference(what, formatNumber(BigInt(ledger)), formatNumber(BigInt(database)), formatNumber(BigInt(difference)))}</li>
          ))}
        </ul>
      )}
      {isTrial && <p className="m-note">{text.trial}</p>}
    </div>
  );
}
