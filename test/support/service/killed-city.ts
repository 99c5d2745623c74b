import { readFileSync } from "node:fs";
import { z } from "zod";
import { onEvent } from "../../../ledger-service/src/indexing/projection.ts";
import { accountsProjection } from "../../../ledger-service/src/modules/accounts/project-accounts-events.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { resolveLocalhostNames } from "../../../scripts/demo/localhost-lookup.ts";
import { composeOpeningCity } from "./opening-city.ts";
import { walletActor } from "./service-actors.ts";

/**
 * A service that dies as if its machine had: `node killed-city.ts <configuration file> <point> <names…>`. It submits one
 * opening for each name, then sends itself SIGKILL at the point.
 */
const [, , file = "", point = "", ...names] = process.argv;
const configuration: CityConfiguration = z.custom<CityConfiguration>().parse(JSON.parse(readFileSync(file, "utf8")));
resolveLocalhostNames();

const die = (): void => {
  process.kill(process.pid, "SIGKILL");
};

/** Dies in the middle of the index's own transaction, after the account's row is written. */
const deadlyProjection = {
  ...accountsProjection,
  on: [
    ...accountsProjection.on,
    onEvent("accounts", "AccountOpened", async ({ args }) => {
      if (names.some((name) => walletActor(name).account === args.account)) die();
    }),
  ],
};

const city = await composeOpeningCity(
  configuration,
  { atRelayPoint: (reached) => (reached === point ? die() : undefined) },
  point === "PROJECTING" ? { projections: [deadlyProjection] } : {},
);
await city.start();
for (const name of names) await city.submitOpening(name);
if (point === "ACCEPTED") die();
if (point === "MINED_NOT_INDEXED") {
  for (;;) {
    const [row] = await city.core.database.query(`SELECT count(*)::int AS count FROM operations WHERE status = 'mined'`);
    if (z.object({ count: z.number() }).parse(row).count > 0) die();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
