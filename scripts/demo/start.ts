import { composeCity, type CityService } from "../../ledger-service/src/compose-city.ts";
import type { DeployedContracts } from "../deploy/deployed-contracts.ts";
import { findBesu } from "../network/rehearsal/besu-home.ts";
import { buildOnce, CONTRACTS_BUILD, PORTAL_BUILD } from "./build-once.ts";
import { CAST_CITIES, type CastCity } from "./cast/cities.ts";
import { peopleOf } from "./cast/people.ts";
import type { SeededLedger } from "./cast/seed-ledger.ts";
import { demoCityConfiguration, memberCities } from "./city-configuration.ts";
import { layCityFoundation, type CityFoundation } from "./city-foundation.ts";
import { openDataFolder, type DataFolder } from "./data-folder.ts";
import { DATA_FOLDER_PATH } from "./data-folder-path.ts";
import { openGateway, type Gateway } from "./gateway.ts";
import type { LedgerNode } from "./ledger-node.ts";
import { resolveLocalhostNames } from "./localhost-lookup.ts";
import { readPort } from "./port.ts";
import { readChainChoice } from "./chain-choice.ts";
import { startChain, type DemoChain } from "./start-chain.ts";
import { keepPublicDescription } from "./keep-public-description.ts";
import { keepNetwork, readNetwork } from "./network-record.ts";
import { startPostgres, type Postgres } from "./postgres/start-postgres.ts";
import { fillLedger, keyFileOf, openKeyRings, type CityKeyRings } from "./prepare-network.ts";
import { createProgress, formatSeconds, formatTable } from "./progress.ts";
import { createShutdown, stopOnSignals } from "./shutdown.ts";
import { reportProblem } from "./start-problem.ts";
import { welcomePage } from "./welcome-page.ts";
import { writeCityRecords } from "./write-city-records.ts";

/** Two past months of movement, and the days a month may begin before them. */
const SEEDING_SPAN_SECONDS = 75 * 86_400;
const DEFAULT_PORT = 8080;
const TODAY_ONLY = "Mouvements datés d’aujourd’hui (un vrai réseau ne se date pas en arrière; compter quatre minutes)";

const progress = createProgress();
const shutdown = createShutdown((name, error) => console.error(`L’arrêt de « ${name} » a échoué.`, error));
stopOnSignals(shutdown, () => console.log("\nArrêt en cours…"));

try {
  await start();
} catch (error) {
  reportProblem(error);
  await shutdown.run();
  process.exit(1);
}

async function start(): Promise<void> {
  resolveLocalhostNames();
  const port = readPort(process.env.PORT, DEFAULT_PORT);
  const choice = readChainChoice(process.argv.slice(2));
  if (choice.kind === "besu") findBesu(process.env); // Says so before anything is made.
  const folder = await openDataFolder(DATA_FOLDER_PATH, { seedingSpanSeconds: SEEDING_SPAN_SECONDS });
  shutdown.add("dossier", folder.close);
  const addressOf = (slug: string): string => `http://${slug}.localhost:${port}`;
  const gateway = await openGateway({
    port,
    slugs: CAST_CITIES.map(({ slug }) => slug),
    welcome: welcomePage(CAST_CITIES.map(({ slug, name, population }) => ({ slug, name, population, address: addressOf(slug), tryFirst: firstTry(slug) }))),
  });

  await progress.step("Règles du registre", () => buildOnce(CONTRACTS_BUILD), saidBuilt);
  await progress.step("Portail", () => buildOnce(PORTAL_BUILD), saidBuilt);
  const rings = await openKeyRings(folder);
  const chain = await progress.step(choice.kind === "besu" ? `Réseau de ${choice.nodeCount} nœuds Besu` : "Registre", () =>
    startChain({ choice, folder, rings, onLost: stopForLostNode, onStopKnown: (stop) => shutdown.add("registre", stop) }));
  const postgres = await progress.step("Base de données", () => startPostgres({
    folder: folder.postgresPath, children: folder.children, port: 0, adminPassword: folder.secret("postgres-admin"),
  }));
  shutdown.add("base de données", postgres.stop);

  const foundations = await progress.step("Fournisseurs d’identité", () => layFoundations(port, folder, postgres));
  const prepared = folder.isPrepared() ? undefined : await prepareLedger(folder, chain, rings);
  const network = prepared?.network ?? readNetwork(folder.path);
  const serving = { addressOf, folder, node: chain.node, rings, foundations, network, gateway };
  await progress.step("Services des onze villes", () => serveCities(serving, prepared?.ledger));
  await keepPublicDescription(folder.path, addressOf("brossard"));
  if (!folder.isPrepared()) folder.markPrepared();
  // Requests stop coming in before anything they use is taken away.
  shutdown.add("adresse", gateway.close);
  printReady(port, addressOf);
}

async function layFoundations(port: number, folder: DataFolder, postgres: Postgres): Promise<ReadonlyMap<string, CityFoundation>> {
  const laid = new Map<string, CityFoundation>();
  for (const city of CAST_CITIES) {
    laid.set(city.slug, await layCityFoundation({ city, port, folder, postgres, personas: peopleOf(city), shutdown }));
  }
  return laid;
}

/** The first start: contracts, cities, and what happened in them before today. */
async function prepareLedger(folder: DataFolder, { node, deploy }: DemoChain, rings: CityKeyRings): Promise<{ network: DeployedContracts; ledger: SeededLedger }> {
  const now = Math.floor(Date.now() / 1_000);
  const network = await progress.step("Contrats et fondation des villes", () => deploy(now));
  const ledger = await progress.step(node.isEmbedded ? "Deux mois de mouvements" : TODAY_ONLY, () => fillLedger(node, network, rings, now, sayShare));
  await node.seeding.end();
  keepNetwork(folder.path, network);
  return { network, ledger };
}

/** One line a quarter. */
function sayShare(done: number, total: number): void {
  const quarter = Math.max(1, Math.ceil(total / 4 / 25) * 25);
  if (done > 0 && done % quarter === 0) console.log(`  ${Math.round((100 * done) / total)} %`);
}

interface Serving {
  readonly addressOf: (slug: string) => string;
  readonly folder: DataFolder;
  readonly node: LedgerNode;
  readonly rings: CityKeyRings;
  readonly foundations: ReadonlyMap<string, CityFoundation>;
  readonly network: DeployedContracts;
  readonly gateway: Gateway;
}

/** Two at a time: one waits for its database while the other computes. */
async function serveCities(serving: Serving, ledger: SeededLedger | undefined): Promise<void> {
  const waiting = [...CAST_CITIES];
  const serveNext = async (): Promise<void> => {
    for (let city = waiting.shift(); city !== undefined; city = waiting.shift()) await serveCity(serving, city, ledger);
  };
  await Promise.all([serveNext(), serveNext()]);
}

async function serveCity(serving: Serving, city: CastCity, ledger: SeededLedger | undefined): Promise<void> {
  const { addressOf, folder, node, rings, foundations, network, gateway } = serving;
  const foundation = foundations.get(city.slug);
  const keys = rings.get(city.slug);
  if (foundation === undefined || keys === undefined) throw new RangeError(`${city.name} was not founded`);
  const service: CityService = await composeCity(
    demoCityConfiguration({
      city,
      cities: memberCities(addressOf),
      foundation,
      network,
      rpcUrls: node.rpcUrls,
      isEmbedded: node.isEmbedded,
      keyFile: keyFileOf(folder, city),
    }),
  );
  shutdown.add(`service ${city.name}`, service.stop);
  await service.start();
  if (ledger !== undefined) await writeCityRecords({ city, chainId: network.chainId, foundation, keys, ledger });
  gateway.serve({ slug: city.slug, identityProvider: foundation.identityProvider, service: service.app });
}

/** Who to sign in as, and what to try first. */
function firstTry(slug: string): string {
  const city = CAST_CITIES.find((one) => one.slug === slug);
  const [resident] = city === undefined ? [] : peopleOf(city);
  return `Entrez comme ${resident?.name ?? "une personne de la ville"}, puis payez un commerce`;
}

function saidBuilt(built: boolean): string {
  return built ? "compilé" : "déjà à jour";
}

function printReady(port: number, addressOf: (slug: string) => string): void {
  console.log(`\nMaille est prête, en ${formatSeconds(progress.elapsedMs())}. Ctrl-C l’arrête; rien n’est perdu.\n`);
  const rows = [
    ["Ville", "Adresse", "À essayer d’abord"],
    ...CAST_CITIES.map(({ name, slug }) => [name, addressOf(slug), firstTry(slug)]),
  ];
  for (const line of formatTable(rows)) console.log(line);
  console.log(`\nToutes les villes : http://localhost:${port}`);
}

function stopForLostNode(reason: unknown): void {
  reportProblem(reason);
  void shutdown.run().then(() => process.exit(1));
}
