import { Pool } from "pg";
import type { DataFolder } from "./data-folder.ts";
import type { HostHandler } from "./gateway.ts";
import { createCityIdentityProvider } from "./identity-provider/city-identity-provider.ts";
import type { Persona } from "./identity-provider/persona.ts";
import { drawProviderKeys, parseProviderKeys } from "./identity-provider/provider-keys.ts";
import type { Postgres } from "./postgres/start-postgres.ts";
import type { Shutdown } from "./shutdown.ts";

const PROVIDER_CONNECTIONS_MAX = 4;
const CLIENT_ID = "ledger-service";
/** Where the service receives a sign-in, below the city's address. */
const CALLBACK_PATH = "/api/sign-in/oidc/callback";

/** What a city's service stands on: its database and its identity provider. */
export type CityFoundation = {
  /** `http://brossard.localhost:8080`, without a final slash. */
  readonly address: string;
  readonly databaseUrl: string;
  readonly identityProvider: HostHandler;
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string };
};

/** Makes or finds a city's database, keys and client secret, and builds its identity provider. */
export async function layCityFoundation({ city, port, folder, postgres, personas, shutdown }: {
  city: { readonly slug: string; readonly name: string };
  port: number;
  folder: Pick<DataFolder, "secret">;
  postgres: Pick<Postgres, "database">;
  personas: readonly Persona[];
  shutdown: Pick<Shutdown, "add">;
}): Promise<CityFoundation> {
  const address = `http://${city.slug}.localhost:${port}`;
  const databaseUrl = await postgres.database(city.slug.replaceAll("-", "_"), folder.secret(`${city.slug}-database`));
  const pool = new Pool({ connectionString: databaseUrl, max: PROVIDER_CONNECTIONS_MAX });
  // An idle session cut by a stopping server is not a failure of anyone's request.
  pool.on("error", () => undefined);
  shutdown.add(`identité ${city.name}`, () => pool.end());
  const clientSecret = folder.secret(`${city.slug}-oidc-client`);
  const redirectUri = `${address}${CALLBACK_PATH}`;
  const issuer = `${address}/oidc`;
  const identityProvider = await createCityIdentityProvider({
    city, issuer, personas, pool,
    keys: parseProviderKeys(folder.secret(`${city.slug}-oidc-keys`, drawProviderKeys)),
    client: { id: CLIENT_ID, secret: clientSecret, redirectUris: [redirectUri], postLogoutRedirectUris: [`${address}/`] },
  });
  return { address, databaseUrl, identityProvider, oidc: { issuer, clientId: CLIENT_ID, clientSecret, redirectUri } };
}
