import type { Address } from "viem";
import type { AssemblyHooks, City, CityModules } from "../../../ledger-service/src/assemble-city.ts";
import { buildCityCore, type CityCore } from "../../../ledger-service/src/city-core.ts";
import { assembleCity } from "../../../ledger-service/src/assemble-city.ts";
import { openAccountAct } from "../../../ledger-service/src/modules/accounts/open-account.ts";
import { accountsEntities, accountsMigrations } from "../../../ledger-service/src/modules/accounts/accounts.module.ts";
import { accountsContractErrors } from "../../../ledger-service/src/modules/accounts/accounts.problems.ts";
import { accountsProjection } from "../../../ledger-service/src/modules/accounts/project-accounts-events.ts";
import { inTransaction } from "../../../ledger-service/src/platform/database/transaction.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { openKeyRing } from "../../../ledger-service/src/platform/keys/key-ring.ts";
import { bookAct } from "../../../ledger-service/src/relay/act-book.ts";
import { plainStandings } from "./ledger-standings.ts";
import { walletActor } from "./service-actors.ts";

export interface OpeningCity extends City {
  readonly core: CityCore;
  /** Has the relay open a resident's account whose first key is that person's wallet. */
  submitOpening(name: string): Promise<{ operationId: string; account: Address }>;
}

/** A city that does one thing on the ledger: it opens accounts. Enough to watch an operation from end to end. */
export async function composeOpeningCity(
  configuration: CityConfiguration,
  hooks: AssemblyHooks = {},
  modules: Partial<CityModules> = {},
): Promise<OpeningCity> {
  const keys = await openKeyRing(configuration.keys.sealedFile, configuration.keys.passphrase);
  const core = buildCityCore(configuration, keys, {
    entities: accountsEntities,
    migrations: accountsMigrations,
    contractErrorProblems: accountsContractErrors,
  });
  const openAccount = openAccountAct({ chain: core.chain, serviceApprovals: core.approvals, cityId: configuration.city.id });
  const city = assembleCity(
    configuration,
    core,
    {
      routes: [],
      projections: [accountsProjection],
      reactions: [],
      acts: [bookAct(openAccount)],
      jobs: [],
      intercityHandlers: [],
      standings: plainStandings(),
      directoryContent: async () => ({}),
      ...modules,
    },
    hooks,
  );
  return {
    ...city,
    core,
    async submitOpening(name) {
      const { account, wallet } = walletActor(name);
      const item = { account, kind: 1, signerKind: 1, signer: wallet.address };
      const operation = await inTransaction(core.database, (transaction) =>
        core.relay.submit(transaction, openAccount, item, { factId: `account:${account}` }),
      );
      return { operationId: operation.id, account };
    },
  };
}
