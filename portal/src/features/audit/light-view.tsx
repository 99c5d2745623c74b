import { civilDayStart } from "../../i18n/civil-day.ts";
import { formatDate, formatDateTime, formatTime } from "../../i18n/format-date.ts";
import { formatCount, formatNumber } from "../../i18n/format-number.ts";
import { formatList } from "../../i18n/format-list.ts";
import { lightText } from "../../i18n/light.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Accord } from "../../ui/accord.tsx";
import type { AccordState } from "../../ui/accord.tsx";
import type { Light } from "./public-summary.ts";

const stateOf: Record<Light["state"], AccordState> = { AGREES: "agrees", LATE: "late", DIFFERS: "drift" };

/**
 * The light: whether ledger and database agree, by which number they do not, as of which page; then what the closes of
 * all cities say together. No row of eleven: a close says nothing of who sealed.
 */
export function LightView({ light, isUnsealed }: { light: Light; isUnsealed: boolean }) {
  const text = useText(lightText);
  const lines = {
    AGREES: text.agrees(formatCount(light.comparedCount, text.figure, text.figures)),
    LATE: text.late,
    DIFFERS: light.differences.length > 0 ? text.differs : text.closesDiffer,
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
      {light.closes && <ClosesLines closes={light.closes} />}
      {isUnsealed && <p className="m-note">{text.unsealed}</p>}
    </div>
  );
}

/** « 11 clôtures sur 11 concordent »; who says otherwise and by which number; who is not heard from yet. */
function ClosesLines({ closes }: { closes: NonNullable<Light["closes"]> }) {
  const text = useText(lightText);
  const day = civilDayStart(closes.day) ?? closes.day;
  return (
    <>
      <p>{text.closesAgree(formatCount(closes.agreeingCount, text.close, text.closes), formatNumber(closes.cityCount), formatDate(day))}</p>
      {closes.differing.length > 0 && (
        <ul className="m-lignes">
          {closes.differing.map(({ cityId, cityName, what, found, expected, difference }) => (
            <li key={cityId}>
              {difference === null
                ? text.closeHash(cityName, what)
                : text.closeNumber(cityName, what, formatNumber(BigInt(found)), formatNumber(BigInt(expected)), formatNumber(BigInt(difference)))}
            </li>
          ))}
        </ul>
      )}
      {closes.missing.length > 0 && <p className="m-note">{text.closesMissing(formatList(closes.missing.map(({ cityName }) => cityName)))}</p>}
    </>
  );
}
