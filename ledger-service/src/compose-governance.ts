import type { CityCore } from "./city-core.ts";
import { buildGovernanceModule, type GovernanceModule } from "./modules/governance/governance.module.ts";
import type { ParticipantsModule } from "./modules/participants/participants.module.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";

/** The council's room stands on the ledger and on the acts that officers sign. */
export function composeGovernance({ city, cities, chain }: CityConfiguration, core: CityCore, participants: ParticipantsModule): GovernanceModule {
  return buildGovernanceModule({
    database: core.database,
    chain: core.chain,
    relay: core.relay,
    intercity: core.intercity,
    logger: core.logger,
    serviceApprovals: core.approvals,
    problemOf: core.problemOf,
    municipalActs: participants.municipalActs,
    city,
    cities,
    hasSeals: !chain.isEmbedded,
    asOfBlock: core.indexReader.asOfBlock,
  });
}
