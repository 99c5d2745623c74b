import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { keccak256, stringToBytes } from "viem";
import { cityKeyOf, directoryKeysHash } from "../../../ledger-service/src/intercity/city-directory.ts";
import type { City } from "../../../ledger-service/src/assemble-city.ts";
import type { CityConfiguration } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { keyRingOf, newKeyMaterial, sealKeys, type KeyMaterial } from "../../../ledger-service/src/platform/keys/key-ring.ts";
import { openChildRecords } from "../../../scripts/demo/child-record.ts";
import { openGateway, type Gateway } from "../../../scripts/demo/gateway.ts";
import { createCityIdentityProvider } from "../../../scripts/demo/identity-provider/city-identity-provider.ts";
import type { Persona } from "../../../scripts/demo/identity-provider/persona.ts";
import { drawProviderKeys, parseProviderKeys } from "../../../scripts/demo/identity-provider/provider-keys.ts";
import { resolveLocalhostNames } from "../../../scripts/demo/localhost-lookup.ts";
import { startPostgres, type Postgres } from "../../../scripts/demo/postgres/start-postgres.ts";
import type { DeployedContracts } from "../../../scripts/deploy/deployed-contracts.ts";
import { type FoundingCity, validatorWithoutNode } from "../../../scripts/deploy/founding-city.ts";
import { publishDirectory } from "./deploy-network.ts";
import { walletActor } from "./service-actors.ts";
import { officerOf, type TestCity } from "./test-city.ts";
import { TestBrowser } from "./test-browser.ts";
import { openTestLedger, type OpenTestLedger } from "./test-ledger.ts";
import type { TestNode } from "./test-node.ts";

const passphrase = "a passphrase of tests";
const quickBlockIntervalMs = 150;
const clientId = "ledger-service";
const clientSecret = "a client secret of tests, long enough";

export interface StackOptions {
  readonly cities: readonly TestCity[];
  readonly personas?: readonly Persona[];
  /** Members of the network without a service here: their officers sign on the ledger themselves. */
  readonly alsoFounded?: readonly TestCity[];
  /** Builds one city's service from its configuration: `composeCity`, or a test's own assembly. */
  readonly compose: (configuration: CityConfiguration) => Promise<City>;
  readonly adjust?: (configuration: CityConfiguration) => CityConfiguration;
  /** A block each so often while anything is pending; quick unless a measurement asks for the demo's pace. */
  readonly blockIntervalMs?: number;
  /** The embedded node unless a test brings a network of its own. */
  readonly openLedger?: OpenTestLedger;
}

/** Real PostgreSQL, real node, real identity providers, the deployed plan and these cities, on ephemeral ports. */
export interface ServiceStack {
  readonly node: TestNode;
  readonly postgres: Postgres;
  readonly deployed: DeployedContracts;
  readonly gateway: Gateway;
  configurationOf(slug: string): CityConfiguration;
  keyMaterialOf(slug: string): KeyMaterial;
  cityOf(slug: string): City;
  browserAt(slug: string): TestBrowser;
  /** SQL in a city's own database. */
  query(slug: string, sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Stops a city's service, or starts it again. */
  stopCity(slug: string): Promise<void>;
  startCity(slug: string): Promise<void>;
  /** Stops the database server under every service, and starts it again where it was. */
  restartPostgres(): Promise<void>;
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stop(): Promise<void>;
}

const adminPassword = "administrator of tests";

export async function startServiceStack(options: StackOptions): Promise<ServiceStack> {
  const restoreLookup = resolveLocalhostNames();
  const folder = mkdtempSync(join(tmpdir(), "maille-service-"));
  chmodSync(folder, 0o711);
  const children = openChildRecords(join(folder, "children"));
  const materials = new Map(options.cities.map((city) => [city.slug, newKeyMaterial(`${city.slug}-1`)]));
  const materialOf = (slug: string): KeyMaterial => found(materials.get(slug), slug);
  const alsoFounded = options.alsoFounded ?? [];
  const foundings = await Promise.all([
    ...options.cities.map((city) => foundingOf(city, materialOf(city.slug))),
    ...alsoFounded.map((city) => foundingOf(city, newKeyMaterial(`${city.slug}-1`))),
  ]);
  const openLedger = options.openLedger ?? openTestLedger;
  const [{ node, deployed }, postgres, gateway] = await Promise.all([
    openLedger({ folder: join(folder, "node"), children, blockIntervalMs: options.blockIntervalMs ?? quickBlockIntervalMs, cities: foundings }),
    startPostgres({ folder: join(folder, "postgres"), children, port: 0, adminPassword }),
    openGateway({ port: 0, slugs: options.cities.map(({ slug }) => slug), welcome: (_request, response) => response.end() }),
  ]);
  const { chainId } = node;
  let running = postgres;
  const pools: Pool[] = [];
  const configurations = new Map<string, CityConfiguration>();
  const services = new Map<string, City>();

  for (const city of options.cities) {
    const databaseUrl = await postgres.database(city.slug, `password of ${city.slug}`);
    const pool = new Pool({ connectionString: databaseUrl, max: 3 });
    pool.on("error", () => undefined);
    pools.push(pool);
    const keysFile = join(folder, `${city.slug}.keys`);
    sealKeys(keysFile, passphrase, materialOf(city.slug));
    const configuration = configurationFor({ city, cities: [...options.cities, ...alsoFounded], port: gateway.port, node, deployed, databaseUrl, keysFile });
    configurations.set(city.slug, options.adjust?.(configuration) ?? configuration);
  }
  const configurationOf = (slug: string): CityConfiguration => found(configurations.get(slug), slug);

  async function relaunchPostgres(): Promise<void> {
    running = await startPostgres({ folder: join(folder, "postgres"), children, port: postgres.port, adminPassword });
  }

  async function startCity(slug: string): Promise<void> {
    const city = found(options.cities.find((candidate) => candidate.slug === slug), slug);
    const service = await options.compose(configurationOf(slug));
    const pool = found(pools[options.cities.indexOf(city)], slug);
    const identityProvider = await createCityIdentityProvider({
      city,
      issuer: configurationOf(slug).identityProvider.issuer,
      personas: options.personas ?? [],
      pool,
      keys: parseProviderKeys(drawProviderKeys()),
      client: { id: clientId, secret: clientSecret, redirectUris: [`${configurationOf(slug).city.origin}/api/sign-in/oidc/callback`], postLogoutRedirectUris: [] },
    });
    gateway.serve({ slug, identityProvider, service: service.app });
    await service.start();
    services.set(slug, service);
  }

  for (const city of options.cities) {
    const keys = await keyRingOf(materialOf(city.slug));
    await publishDirectory(node.rpcUrl, { chainId, participants: deployed.addresses.participants }, {
      id: city.id,
      directoryHash: directoryKeysHash(city.id, [cityKeyOf(keys.citySigner)]),
      administrator: officerOf(city, "ADMIN"),
    });
    await startCity(city.slug);
  }

  return {
    node,
    postgres,
    deployed,
    gateway,
    configurationOf,
    keyMaterialOf: materialOf,
    cityOf: (slug) => found(services.get(slug), slug),
    browserAt: (slug) => new TestBrowser(configurationOf(slug).city.origin),
    async query(slug, sql, values = []) {
      const pool = found(pools[options.cities.findIndex((city) => city.slug === slug)], slug);
      return (await pool.query(sql, [...values])).rows;
    },
    stopCity: async (slug) => {
      await services.get(slug)?.stop();
      services.delete(slug);
    },
    startCity,
    async restartPostgres() {
      await running.stop();
      await relaunchPostgres();
    },
    stopPostgres: () => running.stop(),
    startPostgres: relaunchPostgres,
    async stop() {
      for (const service of services.values()) await service.stop();
      await gateway.close();
      for (const pool of pools) await pool.end();
      await node.stop();
      await running.stop();
      restoreLookup();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function foundingOf(city: TestCity, material: KeyMaterial): Promise<FoundingCity> {
  const keys = await keyRingOf(material);
  return {
    id: city.id,
    population: city.population,
    rpIdHost: `${city.slug}.localhost`,
    institutionSalt: keccak256(stringToBytes(`institution of ${city.name}`)),
    validator: validatorWithoutNode(city.id),
    officers: city.officers.map(({ actor, powers }) => ({ account: actor.account, signer: actor.wallet.address, powers })),
    service: { account: serviceAccountOf(city), signer: keys.enrol.address, powers: ["ENROL", "RELAY"] },
  };
}

function serviceAccountOf(city: TestCity) {
  return walletActor(`service of ${city.name}`).account;
}

function configurationFor(parts: {
  city: TestCity;
  cities: readonly TestCity[];
  port: number;
  node: TestNode;
  deployed: DeployedContracts;
  databaseUrl: string;
  keysFile: string;
}): CityConfiguration {
  const identityOf = ({ officers: _officers, ...city }: TestCity) => ({ ...city, origin: `http://${city.slug}.localhost:${parts.port}` });
  const city = identityOf(parts.city);
  const { addresses } = parts.deployed;
  return {
    city: { ...city, accent: city.slug, localizedName: `à ${city.name}`, phone: "311" },
    cities: parts.cities.map(identityOf),
    chain: {
      rpcUrls: parts.node.rpcUrls,
      chainId: parts.deployed.chainId,
      genesisHash: parts.deployed.genesisHash,
      contracts: addresses,
      verifiers: { cityPasskey: addresses.cityPasskeyVerifier, device: addresses.deviceKeyVerifier },
      deploymentBlock: parts.deployed.deploymentBlock,
      isEmbedded: parts.node.isEmbedded,
      // Longer than the node takes: a busy machine is not a stalled ledger.
      blockPeriodMs: 2_000,
      pollingMs: 60,
    },
    databaseUrl: parts.databaseUrl,
    databasePoolSize: 12,
    identityProvider: { issuer: `${city.origin}/oidc`, clientId, clientSecret, allowsInsecure: true },
    keys: { sealedFile: parts.keysFile, passphrase, serviceAccount: serviceAccountOf(parts.city) },
    logLevel: process.env["TEST_LOG_LEVEL"] ?? "silent",
    isBehindProxy: false,
    // A test that waits asks often: it is never refused for that.
    limits: { requestsPerMinute: 60_000, signInsPerMinute: 600 },
  };
}

function found<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`nothing for ${name} in this stack`);
  return value;
}
