import { assembleCity, type AssemblyHooks, type City, type CityModules } from "../../../ledger-service/src/assemble-city.ts";
import { buildCityCore, type CityCore, type ModuleTables } from "../../../ledger-service/src/city-core.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { openKeyRing } from "../../../ledger-service/src/platform/keys/key-ring.ts";
import { plainStandings } from "./ledger-standings.ts";

/** A city of machinery alone, with what a test puts in the modules' place. */
export async function composeCoreCity(
  configuration: CityConfiguration,
  modulesOf: (core: CityCore) => Partial<CityModules> = () => ({}),
  tables: Partial<ModuleTables> = {},
  hooks: AssemblyHooks = {},
): Promise<City> {
  const keys = await openKeyRing(configuration.keys.sealedFile, configuration.keys.passphrase);
  const core = buildCityCore(configuration, keys, { entities: [], migrations: [], contractErrorProblems: {}, ...tables });
  return assembleCity(
    configuration,
    core,
    {
      routes: [],
      projections: [],
      reactions: [],
      acts: [],
      jobs: [],
      intercityHandlers: [],
      standings: plainStandings(),
      directoryContent: async () => ({ institutions: [] }),
      ...modulesOf(core),
    },
    hooks,
  );
}
