import { buildCityCore } from "../city-core.ts";
import { readEvents } from "../indexing/event-store.ts";
import { jsonText } from "../kernel/canonical-json.ts";
import { moduleTables } from "../module-tables.ts";
import { readEnvironment } from "../platform/environment/read-environment.ts";
import { openKeyRing } from "../platform/keys/key-ring.ts";

const eventsPerStep = 1_000;

/** Writes every indexed event of the ledger to standard output, one JSON a line, in the chain's order. */
const { configuration } = readEnvironment(process.env);
const keys = await openKeyRing(configuration.keys.sealedFile, configuration.keys.passphrase);
const { database } = buildCityCore(configuration, keys, moduleTables);
await database.initialize();
try {
  let lastId = "";
  for (;;) {
    const events = await readEvents(database.manager, lastId, eventsPerStep);
    const last = events.at(-1);
    if (last === undefined) break;
    process.stdout.write(events.map((event) => `${jsonText(event)}\n`).join(""));
    lastId = last.id;
  }
} finally {
  await database.destroy();
}
