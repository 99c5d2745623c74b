import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Section } from "../../ui/panel.tsx";
import { Table } from "../../ui/table.tsx";
import { PopulationBars } from "./population-bars.tsx";
import type { Ballot, Proposal } from "./proposals.ts";

/** One ballot: its hours, its result as it stands, and each city's vote; the weights drawn in the second. */
export function BallotView({ ballot, proposal }: { ballot: Ballot; proposal: Proposal }) {
  const text = useText(councilText);
  const voteOf = (cityId: number) => ballot.votes.find((vote) => vote.cityId === cityId);
  const isSecond = ballot.ballot === "SECOND";
  const result = isSecond
    ? text.resultSecond(formatNumber(BigInt(ballot.votesFor)), formatNumber(proposal.totalPopulation), ballot.citiesFor)
    : text.resultFirst(formatNumber(BigInt(ballot.votesFor)), formatNumber(BigInt(ballot.votesAgainst)), formatNumber(BigInt(ballot.votesAbstain)));
  return (
    <Section title={text.ballots[ballot.ballot]}>
      <p><b>{result}</b></p>
      <p className="m-note">{text.ballotDates(formatDateTime(ballot.opensAt), formatDateTime(ballot.closesAt))}</p>
      {isSecond ? (
        <PopulationBars proposal={proposal} ballot={ballot} />
      ) : (
        <Table
          caption={text.ballots[ballot.ballot]}
          captionHidden
          cards
          columns={[
            { key: "city", head: text.city, cell: ({ cityName }) => cityName },
            { key: "vote", head: text.vote, cell: ({ cityId }) => { const vote = voteOf(cityId); return vote ? text.supports[vote.support] : text.noVote; } },
            { key: "when", head: text.when, cell: ({ cityId }) => { const vote = voteOf(cityId); return vote ? formatDateTime(vote.at) : "–"; } },
          ]}
          rows={proposal.populations}
          rowKey={({ cityId }) => String(cityId)}
        />
      )}
    </Section>
  );
}
