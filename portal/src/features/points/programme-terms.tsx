import { formatDate } from "../../i18n/format-date.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { programmeWords } from "../../i18n/programme-words.text.ts";
import { publicLedgerText } from "../../i18n/public-ledger.text.ts";
import { rateQuantityText } from "../../i18n/rate-text.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import type { Programme } from "./programmes.ts";

const DAY_SECONDS = 86_400;
const MINUTE_SECONDS = 60;

/** Rate, weekly ceiling, dates and waiting period of a programme. */
export function ProgrammeTerms({ programme }: { programme: Programme }) {
  const text = useText(publicLedgerText);
  const words = useText(programmeWords);
  const { rate, unit, weeklyCeilingPoints, startsAt, endsAt, pendingSeconds } = programme;
  const days = pendingSeconds / DAY_SECONDS;
  const waiting = Number.isInteger(days) ? text.days(formatNumber(days), days < 2) : text.minutes(formatNumber(pendingSeconds / MINUTE_SECONDS));
  return (
    <>
      <DefinitionList
        items={[
          { term: text.rate, value: text.rateValue(formatPoints(rate.points), rateQuantityText(unit, rate.quantity, words)) },
          { term: text.weekly, value: formatPoints(BigInt(weeklyCeilingPoints)) },
          { term: text.dates, value: text.datesValue(formatDate(startsAt), formatDate(endsAt)) },
          { term: text.waiting, value: waiting },
        ]}
      />
      {programme.isTrial && <p className="m-note">{text.trialNote}</p>}
    </>
  );
}
