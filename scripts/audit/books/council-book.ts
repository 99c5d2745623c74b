import { Check } from "../check.ts";
import { Ballot, VoteSupport } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { EventArgs, Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { ConsortiumBook } from "./consortium-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** A proposal and its ballots. */
export interface ProposalFacts {
  readonly id: bigint;
  readonly cityId: number;
  readonly isMembership: boolean;
  readonly snapshotAt: number;
  readonly opensAt: number;
  readonly closesAt: number;
  /** City to support, by ballot. */
  readonly votes: Readonly<Record<Ballot, Map<number, number>>>;
  readonly requests: Set<number>;
  secondOpensAt: number;
  executedInBlock: number | undefined;
}

/** Votes counted: cities, or people in the second ballot. */
interface Tally {
  readonly cities: readonly [against: number, inFavour: number, abstain: number];
  readonly votes: readonly [against: bigint, inFavour: bigint, abstain: bigint];
}

/** So many cities obtain a second ballot, and so many must be for in it. */
const CITIES_IN_DISAGREEMENT = 4;

/** Proposals, ballots, and that nothing was executed without having carried. */
export class CouncilBook implements Book {
  readonly proposals = new Map<bigint, ProposalFacts>();
  readonly #votes = new Check("votes", { fr: "Chaque ville vote une fois par scrutin, pendant ses heures, avec son poids", en: "Each city votes once a ballot, in its hours, with its weight" });
  readonly #carried = new Check("carried", { fr: "Chaque décision exécutée a été adoptée par le conseil", en: "Each executed decision was carried by the council" });
  readonly #compared = new Check("ballots", { fr: "Scrutins recalculés et ceux du contrat", en: "Recomputed ballots and the contract's" });
  readonly checks = [this.#votes, this.#carried, this.#compared];
  readonly #authority: AuthorityBook;
  readonly #consortium: ConsortiumBook;
  readonly #pairs: TransactionPairs;

  constructor(authority: AuthorityBook, consortium: ConsortiumBook, pairs: TransactionPairs) {
    this.#authority = authority;
    this.#consortium = consortium;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    council: {
      BallotTimesChanged: () => {
        if (this.#authority.isHandedOver) this.#pairs.ruleChanged("council");
      },
      CouncilProposed: (proposed, at) => {
        this.#authority.requirePower(proposed.cityId, "COUNCIL", proposed.officer, at);
        this.proposals.set(proposed.proposalId, {
          id: proposed.proposalId,
          cityId: proposed.cityId,
          isMembership: proposed.concernsMembership,
          snapshotAt: Number(proposed.snapshotAt),
          opensAt: Number(proposed.opensAt),
          closesAt: Number(proposed.closesAt),
          votes: { [Ballot.FIRST]: new Map(), [Ballot.SECOND]: new Map() },
          requests: new Set(),
          secondOpensAt: 0,
          executedInBlock: undefined,
        });
      },
      CouncilVoted: (voted, at) => this.#vote(voted, at),
      SecondBallotRequested: ({ proposalId, cityId, officer }, at) => {
        this.#authority.requirePower(cityId, "COUNCIL", officer, at);
        this.proposals.get(proposalId)?.requests.add(cityId);
      },
      SecondBallotObtained: ({ proposalId, opensAt }) => {
        const proposal = this.proposals.get(proposalId);
        if (proposal !== undefined) proposal.secondOpensAt = Number(opensAt);
      },
      ProposalExecuted: ({ proposalId }, at) => {
        this.#pairs.proposalExecuted();
        const proposal = this.proposals.get(proposalId);
        this.#carried.holds(proposal !== undefined && this.#isCarried(proposal, at.timestamp), () => ({
          fr: `décision ${proposalId}`,
          en: `decision ${proposalId}`,
          expected: "adoptée",
          found: proposal === undefined ? "inconnue" : "non adoptée",
        }), at);
        if (proposal !== undefined) proposal.executedInBlock = at.blockNumber;
      },
    },
  };

  async compare(reader: LedgerReader): Promise<void> {
    const asked = [...this.proposals.values()].flatMap((proposal) => [Ballot.FIRST, Ballot.SECOND].map((ballot) => ({ proposal, ballot })));
    const answers = await reader.readAll("council", "ballotResult", asked.map(({ proposal, ballot }) => [proposal.id, ballot] as const));
    for (const [index, found] of answers.entries()) {
      const one = asked[index];
      if (one === undefined) continue;
      const { proposal, ballot } = one;
      const { votes } = this.#tally(proposal, ballot, reader.timestamp);
      this.#compared.equal(votes.join(", "), [found.votesAgainst, found.votesFor, found.votesAbstain].join(", "), () => ({
        fr: `scrutin ${ballot + 1} de la proposition ${proposal.id} (contre, pour, abstentions)`,
        en: `ballot ${ballot + 1} of proposal ${proposal.id} (against, for, abstentions)`,
      }));
    }
  }

  #vote({ proposalId, cityId, ballot, support, weight, officer }: EventArgs<"council", "CouncilVoted">, at: Place): void {
    this.#authority.requirePower(cityId, "COUNCIL", officer, at);
    const proposal = this.proposals.get(proposalId);
    const ballots: ReadonlyMap<number, number> | undefined = proposal?.votes[ballot === Ballot.FIRST ? Ballot.FIRST : Ballot.SECOND];
    const hours = proposal === undefined ? undefined : this.#hoursOf(proposal, ballot);
    const isOpen = hours !== undefined && hours.opensAt <= at.timestamp && at.timestamp < hours.closesAt;
    const due = ballot === Ballot.FIRST ? 1n : this.#consortium.populationAt(cityId, proposal?.snapshotAt ?? 0);
    const sits = this.#consortium.isActiveAt(cityId, at.timestamp);
    this.#votes.holds(isOpen && sits && ballots?.has(cityId) === false && weight === due, () => ({
      fr: `vote de la ville ${cityId} sur la proposition ${proposalId}`,
      en: `vote of city ${cityId} on proposal ${proposalId}`,
      expected: `poids ${due}`,
      found: `poids ${weight}`,
    }), at);
    proposal?.votes[ballot === Ballot.FIRST ? Ballot.FIRST : Ballot.SECOND].set(cityId, support);
  }

  /** @returns undefined when there is no such ballot */
  #hoursOf(proposal: ProposalFacts, ballot: number): { readonly opensAt: number; readonly closesAt: number } | undefined {
    if (ballot === Ballot.FIRST) return proposal;
    const opensAt = proposal.secondOpensAt !== 0 ? proposal.secondOpensAt : this.#isDisputed(proposal) ? proposal.closesAt : undefined;
    return opensAt === undefined ? undefined : { opensAt, closesAt: opensAt + proposal.closesAt - proposal.opensAt };
  }

  /** Members that have left, or are suspended, when the ballot closes count for nothing. */
  #tally(proposal: ProposalFacts, ballot: Ballot, now: number): Tally {
    const hours = this.#hoursOf(proposal, ballot);
    const cities: [number, number, number] = [0, 0, 0];
    const votes: [bigint, bigint, bigint] = [0n, 0n, 0n];
    if (hours === undefined || now < hours.opensAt) return { cities, votes };
    const countedAt = Math.min(now, hours.closesAt - 1);
    for (const [cityId, support] of proposal.votes[ballot]) {
      if (!this.#consortium.isActiveAt(cityId, countedAt)) continue;
      const place = support === VoteSupport.AGAINST ? 0 : support === VoteSupport.FOR ? 1 : 2;
      cities[place] += 1;
      votes[place] += ballot === Ballot.FIRST ? 1n : this.#consortium.populationAt(cityId, proposal.snapshotAt);
    }
    return { cities, votes };
  }

  #quorumOf({ snapshotAt }: ProposalFacts): number {
    return Math.floor((2 * this.#consortium.activeCountAt(snapshotAt) + 2) / 3);
  }

  #hasQuorum(proposal: ProposalFacts, now: number): boolean {
    const { cities } = this.#tally(proposal, Ballot.FIRST, now);
    return cities[0] + cities[1] + cities[2] >= this.#quorumOf(proposal);
  }

  /** A losing side of a third or more of the votes for and against. */
  #isDisputed(proposal: ProposalFacts): boolean {
    if (proposal.isMembership || !this.#hasQuorum(proposal, proposal.closesAt)) return false;
    const [against, inFavour] = this.#tally(proposal, Ballot.FIRST, proposal.closesAt).votes;
    const losing = against < inFavour ? against : inFavour;
    return against + inFavour > 0n && losing * 3n >= against + inFavour;
  }

  #isCarried(proposal: ProposalFacts, now: number): boolean {
    if (!this.#hasQuorum(proposal, now)) return false;
    const first = this.#tally(proposal, Ballot.FIRST, now);
    if (this.#hoursOf(proposal, Ballot.SECOND) !== undefined) {
      const second = this.#tally(proposal, Ballot.SECOND, now);
      return second.votes[1] * 2n > this.#consortium.totalPopulationAt(proposal.snapshotAt) && second.cities[1] >= CITIES_IN_DISAGREEMENT;
    }
    return proposal.isMembership ? first.cities[1] >= this.#quorumOf(proposal) : first.votes[1] > first.votes[0];
  }
}
