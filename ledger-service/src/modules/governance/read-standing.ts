import type { Chain } from "../../platform/chain/chain.ts";
import { Ballot } from "../../platform/chain/generated/enums.ts";

/** OpenZeppelin's Governor, `IGovernor.ProposalState`, in its order. */
export const proposalStates = ["PENDING", "ACTIVE", "CANCELED", "DEFEATED", "SUCCEEDED", "QUEUED", "EXPIRED", "EXECUTED"] as const;
export type ProposalState = (typeof proposalStates)[number];

const finalStates: ReadonlySet<ProposalState> = new Set(["CANCELED", "DEFEATED", "EXPIRED", "EXECUTED"]);
const KEPT_MAX = 500;

export interface BallotCount {
  readonly opensAt: bigint;
  readonly closesAt: bigint;
  readonly votesFor: bigint;
  readonly votesAgainst: bigint;
  readonly votesAbstain: bigint;
  readonly citiesFor: number;
  readonly citiesAgainst: number;
  readonly citiesAbstain: number;
}

/** What the ledger's clock makes of a proposal; seconds. */
export interface Standing {
  readonly state: ProposalState;
  readonly isFinal: boolean;
  readonly first: BallotCount;
  /** `opensAt` 0: there is none. */
  readonly second: BallotCount;
  readonly requestCount: bigint;
  /** The last second before the result is final, as it stands. */
  readonly deadline: bigint;
  /** When it may be executed; 0 before it is queued. */
  readonly executableFrom: bigint;
}

export type ReadStanding = (proposalId: bigint) => Promise<Standing>;

/** Asked at `pending`: on an idle chain `latest` carries an old clock. What is final is asked once. */
export function createStandings({ client, contract }: Pick<Chain, "client" | "contract">): ReadStanding {
  const final = new Map<bigint, Standing>();
  return async (proposalId) => {
    const known = final.get(proposalId);
    if (known !== undefined) return known;
    const standing = await read(client, contract, proposalId);
    if (standing.isFinal) {
      if (final.size >= KEPT_MAX) final.clear();
      final.set(proposalId, standing);
    }
    return standing;
  };
}

async function read(client: Chain["client"], contract: Chain["contract"], proposalId: bigint): Promise<Standing> {
  const council = { ...contract("council"), blockTag: "pending" } as const;
  const [state, first, second, requestCount, deadline, executableFrom] = await Promise.all([
    client.readContract({ ...council, functionName: "state", args: [proposalId] }),
    client.readContract({ ...council, functionName: "ballotResult", args: [proposalId, Ballot.FIRST] }),
    client.readContract({ ...council, functionName: "ballotResult", args: [proposalId, Ballot.SECOND] }),
    client.readContract({ ...council, functionName: "requestCount", args: [proposalId] }),
    client.readContract({ ...council, functionName: "proposalDeadline", args: [proposalId] }),
    client.readContract({ ...council, functionName: "proposalEta", args: [proposalId] }),
  ]);
  const name = proposalStates[state];
  if (name === undefined) throw new RangeError(`No such state of a proposal: ${state}`);
  return { state: name, isFinal: finalStates.has(name), first, second, requestCount, deadline, executableFrom };
}
