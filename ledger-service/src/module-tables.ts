import type { ModuleTables } from "./city-core.ts";
import { accountsEntities, accountsMigrations } from "./modules/accounts/accounts.module.ts";
import { accountsContractErrors } from "./modules/accounts/accounts.problems.ts";
import { attestationsEntities, attestationsMigrations } from "./modules/attestations/attestations.module.ts";
import { exchangeContractErrors } from "./modules/attestations/exchange.problems.ts";
import { sheetContractErrors } from "./modules/attestations/sheet.problems.ts";
import { auditMigrations } from "./modules/audit/audit.module.ts";
import { auditContractErrors } from "./modules/audit/audit.problems.ts";
import { clearingEntities, clearingMigrations } from "./modules/clearing/clearing.module.ts";
import { clearingContractErrors } from "./modules/clearing/clearing.problems.ts";
import { emergencyPauseContractErrors } from "./modules/governance/emergency-pause.problems.ts";
import { governanceEntities, governanceMigrations } from "./modules/governance/governance.module.ts";
import { governanceContractErrors } from "./modules/governance/governance.problems.ts";
import { municipalActContractErrors } from "./modules/participants/municipal-act.problems.ts";
import { participantsEntities, participantsMigrations } from "./modules/participants/participants.module.ts";
import { participantsContractErrors } from "./modules/participants/participants.problems.ts";
import { terminalContractErrors } from "./modules/participants/terminal.problems.ts";
import { pointsEntities, pointsMigrations } from "./modules/points/points.module.ts";
import { pointsContractErrors } from "./modules/points/points.problems.ts";
import { redemptionsEntities, redemptionsMigrations } from "./modules/redemptions/redemptions.module.ts";
import { redemptionsContractErrors } from "./modules/redemptions/redemptions.problems.ts";

/** Tables, and sentences for contract errors, of every module in level order. */
export const moduleTables: ModuleTables = {
  entities: [
    ...participantsEntities,
    ...accountsEntities,
    ...pointsEntities,
    ...clearingEntities,
    ...attestationsEntities,
    ...redemptionsEntities,
    ...governanceEntities,
  ],
  migrations: [
    ...participantsMigrations,
    ...accountsMigrations,
    ...pointsMigrations,
    ...clearingMigrations,
    ...attestationsMigrations,
    ...redemptionsMigrations,
    ...governanceMigrations,
    ...auditMigrations,
  ],
  contractErrorProblems: {
    ...participantsContractErrors,
    ...terminalContractErrors,
    ...municipalActContractErrors,
    ...accountsContractErrors,
    ...pointsContractErrors,
    ...clearingContractErrors,
    ...sheetContractErrors,
    ...exchangeContractErrors,
    ...redemptionsContractErrors,
    ...governanceContractErrors,
    ...emergencyPauseContractErrors,
    ...auditContractErrors,
  },
};
