import { readFileSync } from "node:fs";
import { Client } from "pg";
import { z } from "zod";
import { composeCity } from "../../../ledger-service/src/compose-city.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { resolveLocalhostNames } from "../../../scripts/demo/localhost-lookup.ts";

/**
 * A service that dies while it closes a day: `node killed-closing-city.ts <configuration file> <point> <day>`. At
 * CLOSE_KEPT it sends itself SIGKILL as soon as the day's close is kept, otherwise at a point of the relay.
 */
const [, , file = "", point = "", day = ""] = process.argv;
const configuration: CityConfiguration = z.custom<CityConfiguration>().parse(JSON.parse(readFileSync(file, "utf8")));
resolveLocalhostNames();

const die = (): void => {
  process.kill(process.pid, "SIGKILL");
};

const city = await composeCity(configuration, { atRelayPoint: (reached) => (reached === point ? die() : undefined) });
await city.start();
if (point === "CLOSE_KEPT") {
  const client = new Client({ connectionString: configuration.databaseUrl });
  await client.connect();
  for (;;) {
    if ((await client.query("SELECT 1 FROM daily_closes WHERE day = $1", [day])).rows.length > 0) die();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
