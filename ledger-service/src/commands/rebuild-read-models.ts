import { composeCity } from "../compose-city.ts";
import { readEnvironment } from "../platform/environment/read-environment.ts";

/** Drops every read model of this city and makes it again from the indexed events (I9). The service may be running. */
const { configuration } = readEnvironment(process.env);
const city = await composeCity(configuration);
try {
  console.log(`${await city.rebuildReadModels()} events replayed into ${city.projections.length} read models`);
} finally {
  await city.stop();
}
