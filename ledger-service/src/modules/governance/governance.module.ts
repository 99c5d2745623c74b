import type { DataSource } from "typeorm";
import type { Projection } from "../../indexing/projection.ts";
import type { IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { ProblemOfChainError } from "../../platform/chain/revert.ts";
import type { Route } from "../../platform/http/route.ts";
import type { Job } from "../../platform/job.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import { bookAct, type BookedAct } from "../../relay/act-book.ts";
import type { Relay } from "../../relay/relay.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import { secondBallotRequestEntity, voteEntity } from "./ballot.entity.ts";
import { createCallWords } from "./call-words.ts";
import { councilResultAct, createResultsCarrier } from "./carry-out-results.ts";
import { councilRoutes } from "./council.routes.ts";
import { decodeCalls } from "./decode-calls.ts";
import { Governance1700000850000 } from "./governance.migration.ts";
import { anchorMinutesAct, keepMinutesJob } from "./keep-minutes.ts";
import { memberChangeEntity } from "./member-change.entity.ts";
import { minutesEntity } from "./minutes.entity.ts";
import { createMinutesReader } from "./minutes-store.ts";
import { pauseEntity, pauseRequestEntity } from "./pause.entity.ts";
import { membersProjection } from "./project-members.ts";
import { pausesProjection } from "./project-pauses.ts";
import { proposalsProjection } from "./project-proposals.ts";
import { proposalEntity } from "./proposal.entity.ts";
import { proposalTextEntity } from "./proposal-text.entity.ts";
import type { ProposeParts } from "./propose.ts";
import { createMemberReader } from "./read-members.ts";
import { createSnapshots } from "./read-snapshot.ts";
import { createStandings } from "./read-standing.ts";
import { registerCouncilActs } from "./register-council-acts.ts";
import { registryRoutes } from "./registry.routes.ts";
import { createSealedBlocks } from "./sealed-blocks.ts";
import { answerTextHandler, collectTextsJob } from "./share-texts.ts";
import { numberOfProposal, readProposal, type ViewProposalsParts } from "./view-proposals.ts";
import { writeMinutes } from "./write-minutes.ts";

export const governanceEntities = [
  proposalEntity,
  voteEntity,
  secondBallotRequestEntity,
  memberChangeEntity,
  pauseRequestEntity,
  pauseEntity,
  proposalTextEntity,
  minutesEntity,
];
export const governanceMigrations = [Governance1700000850000];

export interface GovernanceModuleParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly relay: Relay;
  readonly intercity: Intercity;
  readonly logger: Logger;
  readonly serviceApprovals: ServiceApprovals;
  readonly problemOf: ProblemOfChainError;
  readonly municipalActs: Pick<MunicipalActs, "draftAct" | "registerActRelay">;
  readonly city: { readonly id: number; readonly name: string };
  readonly cities: readonly { readonly id: number; readonly name: string }[];
  /** False on the embedded chain, which no city seals. */
  readonly hasSeals: boolean;
  readonly asOfBlock: () => Promise<number>;
}

export interface GovernanceModule {
  readonly routes: readonly Route[];
  readonly projections: readonly Projection[];
  readonly acts: readonly BookedAct[];
  readonly jobs: readonly Job[];
  readonly intercityHandlers: readonly IntercityHandler[];
}

/** Governance: the council's room, the network it governs, and the ledger as anyone may see it. */
export function buildGovernanceModule(parts: GovernanceModuleParts): GovernanceModule {
  const { database, chain, relay, city, municipalActs, problemOf, hasSeals } = parts;
  registerCouncilActs(municipalActs, chain);
  const nameOf = (cityId: number) => parts.cities.find(({ id }) => id === cityId)?.name;
  const nameOfCity = (cityId: number) => nameOf(cityId) ?? `Ville ${cityId}`;
  const words = createCallWords(chain.contracts, nameOf);
  const decode: ProposeParts["decodeCalls"] = (targets, calldatas) => decodeCalls(chain.contracts, words, targets, calldatas);
  const readMembers = createMemberReader(chain);
  const sealedBlocks = createSealedBlocks(chain, hasSeals);
  const readStanding = createStandings(chain);
  const queue = councilResultAct(chain, "council-queue");
  const execute = councilResultAct(chain, "council-execute");
  const anchorMinutes = anchorMinutesAct(chain);
  const now = async () => (await chain.client.getBlock({ blockTag: "pending" })).timestamp;
  const carrier = createResultsCarrier({ database, relay, ownCityId: city.id, readStanding, queue, execute, now });
  const proposals: ViewProposalsParts = {
    database,
    ownCityId: city.id,
    chain,
    readStanding,
    readSnapshot: createSnapshots(chain),
    readMembers,
    nameOfCity,
    decode: ({ targets, calldatas }) => decode(targets, calldatas),
    waitingOf: carrier.waitingOf,
    minutesOf: createMinutesReader({ database, chain, ownCityId: city.id, numberOf: numberOfProposal }),
  };
  const read = (proposalId: bigint) => readProposal(proposals, proposalId);
  const seen = { database, readMembers, sealedBlocks, nameOfCity, hasSeals };

  return {
    routes: [
      ...councilRoutes({
        database,
        asOfBlock: parts.asOfBlock,
        members: seen,
        proposals,
        proposing: { chain, ownCityId: city.id, municipalActs, problemOf, decodeCalls: decode },
        voting: { ownCity: city, municipalActs, readProposal: read },
        pausing: { database, chain, ownCityId: city.id, nameOfCity, municipalActs },
      }),
      ...registryRoutes({ ...seen, chain, asOfBlock: parts.asOfBlock }),
    ],
    projections: [proposalsProjection, membersProjection, pausesProjection],
    acts: [bookAct(queue), bookAct(execute), bookAct(anchorMinutes)],
    jobs: [
      carrier.job,
      collectTextsJob({ database, ownCityId: city.id, intercity: parts.intercity, logger: parts.logger }),
      keepMinutesJob({
        ...parts,
        ownCityId: city.id,
        anchorMinutes,
        readStanding,
        now,
        readProposal: read,
        writeMinutes: (proposal) => writeMinutes(proposal, city, chain),
      }),
    ],
    intercityHandlers: [answerTextHandler()],
  };
}
