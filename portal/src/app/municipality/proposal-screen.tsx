import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { BallotView } from "../../features/governance/ballot-view.tsx";
import { CallList } from "../../features/governance/call-list.tsx";
import { phaseNote } from "../../features/governance/phase-note.ts";
import { ProposalTag } from "../../features/governance/proposal-tag.tsx";
import { proposalQuery } from "../../features/governance/proposals.ts";
import type { Proposal } from "../../features/governance/proposals.ts";
import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProposalMinutes } from "./proposal-minutes.tsx";
import { SecondBallotRequests } from "./second-ballot-requests.tsx";
import { usePowers } from "./use-powers.ts";
import { VoteForm } from "./vote-form.tsx";

/** One proposal: what it says, what it would do, how the cities vote, and what came of it. */
export function Component() {
  const { proposalId = "" } = useParams();
  const text = useText(councilText);
  const queries = useQueryClient();
  const proposal = useQuery(proposalQuery(proposalId));
  useCityEvent("council-changed", () => void queries.invalidateQueries({ queryKey: ["council"] }));
  return (
    <Page
      title={proposal.data?.words?.title ?? text.proposal}
      lead={<Link to="/ville/conseil">{text.back}</Link>}
      aside={proposal.data && <ProposalTag phase={proposal.data.phase} />}
    >
      <Awaited reading={proposal} what={text.oneWhat} lines={8}>{(read) => <ProposalView proposal={read} />}</Awaited>
    </Page>
  );
}

function ProposalView({ proposal }: { proposal: Proposal }) {
  const text = useText(councilText);
  const isDelegate = usePowers().has("COUNCIL");
  return (
    <>
      <div className="m-stack m-stack-s">
        <p role="status"><b>{phaseNote(proposal, text.phaseNotes)}</b></p>
        <p className="m-note">{text.proposedBy(proposal.cityName, formatDateTime(proposal.proposedAt))}. {text.numberLabel(proposal.number)}.</p>
      </div>
      {proposal.waiting && <Banner tone="warn" title={text.waitingTitle}>{`${proposal.waiting.title}. ${proposal.waiting.detail}`}</Banner>}
      {proposal.words ? <ProposalText text={proposal.words.text} /> : <Banner tone="warn" title={text.textMissing}>{text.textMissingNote}</Banner>}
      <Section title={text.decisions}><CallList calls={proposal.calls} /></Section>
      <Section title={text.rule}>
        <p>{proposal.concernsMembership ? text.ruleMembership(proposal.quorumCities, proposal.memberCount) : text.ruleCommon(proposal.quorumCities, proposal.memberCount)}</p>
      </Section>
      {isDelegate && proposal.mayVoteIn !== null && <VoteForm proposalId={proposal.proposalId} ballot={proposal.mayVoteIn} />}
      {proposal.ballots.toReversed().map((ballot) => <BallotView key={ballot.ballot} ballot={ballot} proposal={proposal} />)}
      <SecondBallotRequests proposal={proposal} />
      {proposal.minutes && <ProposalMinutes proposalId={proposal.proposalId} minutes={proposal.minutes} />}
    </>
  );
}

function ProposalText({ text }: { text: string }) {
  return (
    <div className="m-stack">
      {text.split(/\n{2,}/).map((paragraph, index) => <p key={index} className="m-lines">{paragraph}</p>)}
    </div>
  );
}
