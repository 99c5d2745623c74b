import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { pendingLinesText } from "../../i18n/pending-lines.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/panel.tsx";
import { PendingDays } from "../../ui/pending-days.tsx";
import { Tag } from "../../ui/tag.tsx";
import { windowShare } from "./pending-lines.ts";
import type { PendingLine } from "./pending-lines.ts";

const DAY_MS = 86_400_000;

/** A window of days ends on a date; a shorter one, of a trial programme, at a time. */
function formatEnd(line: PendingLine): string {
  const isShort = Date.parse(line.windowEndsAt) - Date.parse(line.filedAt) < DAY_MS;
  return isShort ? formatDateTime(line.windowEndsAt) : formatDate(line.windowEndsAt);
}

/** What is filed in the resident's name and not yet posted: by whom, until when to contest, and how. */
export function PendingLinesView({ lines }: { lines: readonly PendingLine[] }) {
  const text = useText(pendingLinesText);
  return (
    <Section title={text.title}>
      <p className="m-note">{lines.length === 0 ? text.none : text.note}</p>
      {lines.length > 0 && <div>{lines.map((line) => <PendingLineView key={`${line.sheetId}:${line.index}`} line={line} />)}</div>}
    </Section>
  );
}

function PendingLineView({ line }: { line: PendingLine }) {
  const text = useText(pendingLinesText);
  const now = Date.now();
  const isOpen = Date.parse(line.windowEndsAt) > now;
  const title = `${line.quantityText}, ${line.activityTitle}`;
  const attested = `${text.attestedBy(line.institutionName)}${line.signerName ? text.signedBy(line.signerName) : ""}.`;
  return (
    <PendingDays elapsedShare={windowShare(line, now)} title={title} amount={formatPoints(BigInt(line.points))}>
      <div className="m-stack m-stack-s">
        {line.status === "DISPUTED" && <p><Tag tone="bad">{text.disputed}</Tag> {text.disputedNote}</p>}
        {line.status === "STRUCK" && <p><Tag tone="bad">{text.struck}</Tag> {text.struckNote}</p>}
        <p>
          {line.status === "PENDING" && (isOpen ? `${text.postedOn(formatEnd(line))} ` : `${text.windowOver} `)}
          {attested} {line.programmeTitle}. {text.resolution(line.resolution)}
        </p>
        {line.contest && <p>{text.contestStatus[line.contest.status](formatDate(line.contest.requestedAt))}</p>}
        {line.canContest && (
          <>
            <p>{text.contestUntil(formatEnd(line))}</p>
            <p><ButtonLink to={`/points/contester/${line.sheetId}/${line.index}`} look="second">{text.contest}<span className="m-hide"> {title}</span></ButtonLink></p>
          </>
        )}
      </div>
    </PendingDays>
  );
}
