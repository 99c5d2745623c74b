import { fileURLToPath } from "node:url";
import type { CityConfiguration, CityIdentity, PersonaKey } from "../../ledger-service/src/platform/environment/city-configuration.ts";
import type { DeployedContracts } from "../deploy/deployed-contracts.ts";
import { castAccounts } from "./cast/cast-accounts.ts";
import { CAST_CITIES, type CastCity } from "./cast/cities.ts";
import { peopleOf } from "./cast/people.ts";
import { networkRandom } from "./cast/seed-ledger.ts";
import type { CityFoundation } from "./city-foundation.ts";

/** Acts and other cities’ messages take at most a third each, so that reads always find a connection. */
const DATABASE_CONNECTIONS = 12;
const INDEX_POLLING_MS = 300;
const BLOCK_PERIOD_MS = 1_000;
const PORTAL_FOLDER = fileURLToPath(new URL("../../portal/dist", import.meta.url));

/** Cities as everyone on this network knows them. */
export const memberCities = (addressOf: (slug: string) => string): readonly CityIdentity[] =>
  CAST_CITIES.map(({ id, slug, name, population, character }) => ({ id, slug, name, population, character, origin: addressOf(slug) }));

/** « à Brossard », « au Vieux-Port »… as sentences need it. */
const LOCALIZED: Record<string, string> = { "la-prairie": "à La Prairie", wendake: "à Wendake" };

export interface KeyFile {
  readonly sealedFile: string;
  readonly passphrase: string;
}

/** One city's service of the demo, from what the launcher laid for it. */
export function demoCityConfiguration(parts: {
  city: CastCity;
  cities: readonly CityIdentity[];
  foundation: CityFoundation;
  network: DeployedContracts;
  rpcUrls: readonly string[];
  isEmbedded: boolean;
  keyFile: KeyFile;
}): CityConfiguration {
  const { city, cities, foundation, network } = parts;
  const own = cities.find(({ id }) => id === city.id);
  if (own === undefined) throw new RangeError(`${city.name} is no member`);
  const { cityPasskeyVerifier, deviceKeyVerifier, ...contracts } = network.addresses;
  const random = networkRandom(network.chainId);
  return {
    city: { ...own, accent: city.slug, localizedName: LOCALIZED[city.slug] ?? `à ${city.name}`, phone: city.phone },
    cities,
    network: { name: "Maille, démonstration", isTrial: true },
    chain: {
      rpcUrls: parts.rpcUrls,
      chainId: network.chainId,
      genesisHash: network.genesisHash,
      contracts,
      verifiers: { cityPasskey: cityPasskeyVerifier, device: deviceKeyVerifier },
      deploymentBlock: network.deploymentBlock,
      isEmbedded: parts.isEmbedded,
      blockPeriodMs: BLOCK_PERIOD_MS,
      pollingMs: INDEX_POLLING_MS,
    },
    databaseUrl: foundation.databaseUrl,
    databasePoolSize: DATABASE_CONNECTIONS,
    identityProvider: {
      issuer: foundation.oidc.issuer,
      clientId: foundation.oidc.clientId,
      clientSecret: foundation.oidc.clientSecret,
      allowsInsecure: true,
    },
    keys: { ...parts.keyFile, serviceAccount: castAccounts(random).service(city.slug) },
    portalFolder: PORTAL_FOLDER,
    demo: { personaKeys: personaKeysOf(city, network.chainId) },
    logLevel: process.env.LOG_LEVEL ?? "warn",
    isBehindProxy: false,
    limits: { requestsPerMinute: 1_200, signInsPerMinute: 60 },
  };
}

/** A cashier's persona key is the terminal's: that is what signs at a counter. A newcomer makes their own key. */
function personaKeysOf(city: CastCity, chainId: number): PersonaKey[] {
  const random = networkRandom(chainId);
  const key = (label: string) => random.bytes32(`key/${label}`);
  const holders = peopleOf(city).filter(({ role }) => role.kind !== "NEWCOMER");
  return holders.map((person): PersonaKey => {
    const base = { subject: person.sub, kind: "FULL", curve: "secp256k1" } as const;
    if (person.role.kind !== "CASHIER") return { ...base, label: "Clé d’essai", privateKey: key(`person/${person.sub}`) };
    const { institutionName } = person.role;
    const index = city.merchants.findIndex(({ name }) => name === institutionName);
    return { ...base, label: "Clé d’essai du comptoir", privateKey: key(`terminal/${city.slug}/${index}`) };
  });
}

