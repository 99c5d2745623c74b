import { buildOnce, CONTRACTS_BUILD, PORTAL_BUILD } from "./build-once.ts";
import { CAST_CITIES } from "./cast/cities.ts";
import { openDataFolder } from "./data-folder.ts";
import { DATA_FOLDER_PATH } from "./data-folder-path.ts";
import { startEvmNode } from "./evm-node/start-evm-node.ts";
import { openGateway } from "./gateway.ts";
import { resolveLocalhostNames } from "./localhost-lookup.ts";
import { readPort } from "./port.ts";
import { startPostgres } from "./postgres/start-postgres.ts";
import { createProgress, formatSeconds, formatTable } from "./progress.ts";
import { createShutdown, stopOnSignals } from "./shutdown.ts";
import { reportProblem } from "./start-problem.ts";
import { welcomePage } from "./welcome-page.ts";

/** Two past months of movement, and the days a month may begin before them. */
const SEEDING_SPAN_SECONDS = 75 * 86_400;
const BLOCK_INTERVAL_MS = 1_000;
const DEFAULT_PORT = 8080;

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
  const folder = await openDataFolder(DATA_FOLDER_PATH, { seedingSpanSeconds: SEEDING_SPAN_SECONDS });
  shutdown.add("dossier", folder.close);
  const addressOf = (slug: string): string => `http://${slug}.localhost:${port}`;
  const gateway = await openGateway({
    port,
    slugs: CAST_CITIES.map(({ slug }) => slug),
    welcome: welcomePage(CAST_CITIES.map(({ slug, name, population }) => ({ slug, name, population, address: addressOf(slug), tryFirst: "Accès, puis choisissez une personne" }))),
  });

  await progress.step("Règles du registre", () => buildOnce(CONTRACTS_BUILD), saidBuilt);
  await progress.step("Portail", () => buildOnce(PORTAL_BUILD), saidBuilt);
  const node = await progress.step("Registre", () => startEvmNode({
    folder: folder.evmNodePath, children: folder.children, chainId: folder.chainId, genesisTimestampSeconds: folder.genesisTimestampSeconds,
    rpcPort: 0, blockIntervalMs: BLOCK_INTERVAL_MS, seeding: !folder.isPrepared(), onLost: stopForLostNode,
  }));
  shutdown.add("registre", node.stop);
  const postgres = await progress.step("Base de données", () => startPostgres({
    folder: folder.postgresPath, children: folder.children, port: 0, adminPassword: folder.secret("postgres-admin"),
  }));
  shutdown.add("base de données", postgres.stop);

  // Here, in this order: deploy the plan, lay each city's foundation and compose its service, serve it
  // at the gateway, and fill the cast while the node is seeding.

  if (!folder.isPrepared()) {
    await node.seeding.end();
    folder.markPrepared();
  }
  // Requests stop coming in before anything they use is taken away.
  shutdown.add("adresse", gateway.close);
  printReady(port, addressOf);
}

function saidBuilt(built: boolean): string {
  return built ? "compilé" : "déjà à jour";
}

function printReady(port: number, addressOf: (slug: string) => string): void {
  console.log(`\nMaille est prête, en ${formatSeconds(progress.elapsedMs())}. Ctrl-C l’arrête; rien n’est perdu.\n`);
  const rows = [["Ville", "Adresse"], ...CAST_CITIES.map(({ name, slug }) => [name, addressOf(slug)])];
  for (const line of formatTable(rows)) console.log(line);
  console.log(`\nToutes les villes : http://localhost:${port}`);
}

function stopForLostNode(reason: unknown): void {
  reportProblem(reason);
  void shutdown.run().then(() => process.exit(1));
}
