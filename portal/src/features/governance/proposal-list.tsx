import { Link } from "react-router";
import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { phaseNote } from "./phase-note.ts";
import { ProposalTag } from "./proposal-tag.tsx";
import type { Proposal } from "./proposals.ts";

/** Proposals by title, state and next deadline. */
export function ProposalList({ proposals, addressOf }: { proposals: readonly Proposal[]; addressOf: (proposal: Proposal) => string }) {
  const text = useText(councilText);
  return (
    <ul className="m-lignes">
      {proposals.map((proposal) => (
        <li key={proposal.proposalId}>
          <div className="m-row m-row--split">
            <h3><Link to={addressOf(proposal)}>{proposal.words?.title ?? text.numberLabel(proposal.number)}</Link></h3>
            <ProposalTag phase={proposal.phase} />
          </div>
          <p>{phaseNote(proposal, text.phaseNotes)}</p>
          <p className="m-note">{text.proposedBy(proposal.cityName, formatDateTime(proposal.proposedAt))}</p>
        </li>
      ))}
    </ul>
  );
}
