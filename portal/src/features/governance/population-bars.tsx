import type { CSSProperties } from "react";
import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber, formatPercent } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { percentOf, shareOf } from "../../ui/share-of.ts";
import type { Ballot, Proposal } from "./proposals.ts";

/** Each city's weight in the second ballot, as a bar with its figures and its vote in words; the heaviest first. */
export function PopulationBars({ proposal, ballot }: { proposal: Pick<Proposal, "populations" | "totalPopulation" | "snapshotAt">; ballot: Ballot }) {
  const text = useText(councilText);
  const total = BigInt(proposal.totalPopulation);
  const cities = [...proposal.populations].sort((one, other) => other.population - one.population);
  return (
    <div className="m-stack">
      <h3>{text.weightsTitle}</h3>
      <p className="m-note">{text.weightsNote(formatDateTime(proposal.snapshotAt))}</p>
      <ul className="m-budget">
        {cities.map(({ cityId, cityName, population }) => {
          const people = BigInt(population);
          const vote = ballot.votes.find((one) => one.cityId === cityId);
          const said = vote ? text.supports[vote.support] : text.noVote;
          const share = formatPercent(shareOf(people, total));
          return (
            <li key={cityId} className="m-budget__item">
              <div className="m-budget__head">
                <span className="m-budget__name">{cityName}</span>
                <span className="m-budget__res">{said}</span>
              </div>
              <div className="m-bar" role="img" aria-label={text.weightOf(cityName, formatNumber(population), share, said)}>
                <i style={{ "--v": percentOf(people, total) } as CSSProperties} />
              </div>
              <div className="m-budget__foot">
                <span>{text.people(formatNumber(population))}</span>
                <span>{share}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
