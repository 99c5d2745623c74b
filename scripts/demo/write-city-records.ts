import { moduleTables } from "../../ledger-service/src/module-tables.ts";
import { createDatabase } from "../../ledger-service/src/platform/database/data-source.ts";
import type { KeyRing } from "../../ledger-service/src/platform/keys/key-ring.ts";
import { writeExchanges, writeHomeLines, writeSheets } from "./cast/activity-records.ts";
import type { CastCity } from "./cast/cities.ts";
import { writeInstitutions, writePeople, writeProgrammes } from "./cast/city-records.ts";
import type { SeededLedger } from "./cast/seed-ledger.ts";
import type { CityFoundation } from "./city-foundation.ts";

/** Fills one city's own tables with the cast, once its service has made them. */
export async function writeCityRecords(parts: {
  city: CastCity;
  chainId: number;
  foundation: CityFoundation;
  keys: KeyRing;
  ledger: SeededLedger;
}): Promise<void> {
  const { city, chainId, foundation, keys, ledger } = parts;
  const database = createDatabase({ url: foundation.databaseUrl, poolSize: 2, entities: moduleTables.entities, migrations: [] });
  await database.initialize();
  try {
    const records = { city, chainId, issuer: foundation.oidc.issuer, database, personalData: keys.personalData, ledger };
    const personIds = await writePeople(records);
    await writeInstitutions(records, personIds);
    await writeProgrammes(records);
    await writeSheets(records, personIds);
    await writeHomeLines(records);
    await writeExchanges(records);
  } finally {
    await database.destroy();
  }
}
