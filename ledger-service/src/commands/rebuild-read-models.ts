import { buildCityCore } from "../city-core.ts";
import { composeCity } from "../compose-city.ts";
import { rebuildReadModels } from "../indexing/rebuild-read-models.ts";
import { moduleTables } from "../module-tables.ts";
import { readEnvironment } from "../platform/environment/read-environment.ts";
import { openKeyRing } from "../platform/keys/key-ring.ts";

/** Drops every read model of this city and makes it again from the indexed events (I9). The service may be running. */
const { configuration } = readEnvironment(process.env);
const { projections } = await composeCity(configuration);
const keys = await openKeyRing(configuration.keys.sealedFile, configuration.keys.passphrase);
const { database } = buildCityCore(configuration, keys, moduleTables);
await database.initialize();
try {
  const eventCount = await rebuildReadModels(database, projections);
  console.log(`${eventCount} events replayed into ${projections.length} read models`);
} finally {
  await database.destroy();
}
