import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildOnce, CONTRACTS_BUILD } from "../demo/build-once.ts";
import { createProgress, formatSeconds } from "../demo/progress.ts";
import { reportProblem } from "../demo/start-problem.ts";
import { deployToNetwork } from "./deploy-network.ts";
import { readDescription } from "./description/read-description.ts";
import { type NetworkFolder, type NetworkNode, openNetworkFolder } from "./files/network-folder.ts";
import { prepareStandby } from "./files/standby-node.ts";
import { initNetwork } from "./init-network.ts";
import { NetworkProblem } from "./network-problem.ts";
import { quorumOf } from "./quorum.ts";
import { findBesu } from "./rehearsal/besu-home.ts";
import { verdictSentences } from "./rehearsal/judge-network.ts";
import { healNetwork, wipeNode } from "./rehearsal/mend-network.ts";
import { behindSentences, networkStatus, statusTable } from "./rehearsal/network-status.ts";
import { killNode } from "./rehearsal/node-process.ts";
import { answeringNodes, startNodes, waitForBlock } from "./rehearsal/start-network.ts";
import { stopNodes } from "./rehearsal/stop-network.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ARTIFACTS = `${ROOT}artifacts`;
const DEFAULT_FOLDER = `${ROOT}.maille-network`;

const progress = createProgress();

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { config: { type: "string" }, out: { type: "string" }, all: { type: "boolean", default: false }, "deployer-key": { type: "string" } },
});
const out = options.out ?? DEFAULT_FOLDER;

try {
  process.exitCode = await run(positionals[0] ?? "help", positionals.slice(1));
} catch (error) {
  reportProblem(error);
  process.exitCode = 1;
}

async function run(command: string, cities: readonly string[]): Promise<number> {
  switch (command) {
    case "init":
      return init();
    case "up":
      return up(chosen(openNetworkFolder(out), cities, true));
    case "down":
      return down(chosen(openNetworkFolder(out), cities, true));
    case "restart":
      return restart(chosen(openNetworkFolder(out), cities, options.all));
    case "kill":
      return kill(chosen(openNetworkFolder(out), cities, options.all));
    case "wipe":
      return wipe(chosen(openNetworkFolder(out), cities, false));
    case "standby":
      return standby(chosen(openNetworkFolder(out), cities, false));
    case "heal":
      return heal(openNetworkFolder(out));
    case "status":
      return status(openNetworkFolder(out));
    case "deploy":
      return deploy(openNetworkFolder(out));
    default:
      throw new NetworkProblem("COMMAND_UNKNOWN", {
        fr: "Commandes : init --config FICHIER [--out DOSSIER], up, down, status, deploy, heal, et kill, restart, wipe, standby avec une ville (kill et restart : ou --all). Le détail est dans scripts/network/README.md.",
        en: "Commands: init --config FILE [--out FOLDER], up, down, status, deploy, heal, and kill, restart, wipe, standby with a city (kill and restart: or --all). Details are in scripts/network/README.md.",
      });
  }
}

interface Chosen {
  readonly network: NetworkFolder;
  readonly nodes: readonly NetworkNode[];
}

/** @throws NetworkProblem CITY_UNKNOWN for a city that the network lacks, for none where one is wanted, or whose key is not here */
function chosen(network: NetworkFolder, slugs: readonly string[], isAllMeant: boolean): Chosen {
  const ours = network.nodes.filter(({ isOurs }) => isOurs);
  if (slugs.length === 0 && isAllMeant && ours.length > 0) return { network, nodes: ours };
  const nodes = slugs.map((slug) => ours.find((node) => node.slug === slug));
  const known = nodes.filter((node) => node !== undefined);
  if (known.length === 0 || known.length < nodes.length) {
    const unknown = slugs.find((slug) => ours.every((node) => node.slug !== slug));
    throw new NetworkProblem("CITY_UNKNOWN", {
      fr: `${unknown === undefined ? "Nommez une ville." : `« ${unknown} » n’est pas une ville dont le nœud est ici.`} Les villes : ${ours.map(({ slug }) => slug).join(", ")}.`,
      en: `${unknown === undefined ? "Name a city." : `"${unknown}" is no city whose node is here.`} Cities: ${ours.map(({ slug }) => slug).join(", ")}.`,
    });
  }
  return { network, nodes: known };
}

async function init(): Promise<number> {
  if (options.config === undefined) {
    throw new NetworkProblem("DESCRIPTION_UNREADABLE", {
      fr: "Dites quel réseau créer : « npm run network -- init --config network.yaml ». Un exemple est dans scripts/network/README.md.",
      en: 'Say which network to make: "npm run network -- init --config network.yaml". An example is in scripts/network/README.md.',
    });
  }
  const description = readDescription(options.config);
  await progress.step("Règles du registre", () => buildOnce(CONTRACTS_BUILD));
  const record = await initNetwork({ description, out, artifactsFolder: ARTIFACTS, timestampSeconds: Math.floor(Date.now() / 1_000) });
  const n = record.cities.length;
  console.log(`Réseau « ${record.name} » écrit dans ${out} : ${n} villes, ${quorumOf(n)} sceaux pour un bloc, premier bloc ${record.genesisHash}.`);
  return 0;
}

async function up({ network, nodes }: Chosen): Promise<number> {
  const besu = findBesu(process.env);
  await progress.step(`${nodes.length} nœud(s)`, () => startNodes(nodes, network, besu));
  const height = await progress.step("Premier bloc", () => waitForBlock(network));
  if (height !== undefined) {
    console.log(`Le réseau avance : bloc ${height}, en ${formatSeconds(progress.elapsedMs())}.`);
    return 0;
  }
  return status(network);
}

async function down({ network, nodes }: Chosen): Promise<number> {
  await progress.step("Arrêt en deux temps", () => stopNodes(nodes, network.nodes));
  return 0;
}

async function restart(picked: Chosen): Promise<number> {
  findBesu(process.env); // Before anything stops.
  await down(picked);
  return up(picked);
}

async function kill({ network, nodes }: Chosen): Promise<number> {
  await Promise.all(nodes.map(killNode));
  console.log(`Tué : ${nodes.map(({ name }) => name).join(", ")}. Pour le ramener : « npm run network -- up ${nodes[0]?.slug ?? ""} ».`);
  return status(network);
}

async function wipe({ network, nodes }: Chosen): Promise<number> {
  const besu = findBesu(process.env);
  for (const node of nodes) await progress.step(`Effacer ${node.name}`, () => wipeNode(node, network, besu));
  return 0;
}

/** A second node with a new key: what a council's vote needs to replace a validator. */
async function standby({ network, nodes }: Chosen): Promise<number> {
  for (const city of nodes) {
    const { slug, name, validator } = await prepareStandby(network, city);
    console.log(`${name} : clé publique à proposer au conseil ${validator}`);
    console.log(`Démarrez-le : « npm run network -- up ${slug} ». Une fois le vote exécuté, il scelle; arrêtez alors l’ancien : « npm run network -- down ${city.slug} ».`);
  }
  return 0;
}

async function heal(network: NetworkFolder): Promise<number> {
  const besu = findBesu(process.env);
  const ahead = await progress.step("Copie des blocs et redémarrage", () => healNetwork(network, besu));
  console.log(`Tous les nœuds ont repris des blocs de ${ahead.name}.`);
  return up({ network, nodes: network.nodes.filter(({ isOurs }) => isOurs) });
}

/** Exit status 2 while the network does not go on, so that a supervisor can ask. */
async function status(network: NetworkFolder): Promise<number> {
  const seen = await networkStatus(network);
  for (const line of statusTable(seen)) console.log(line);
  for (const { fr, en } of behindSentences(seen)) console.log(`${fr}\n(${en})`);
  console.log(`Bloc ${seen.height}, il y a ${seen.lastBlockAgeSeconds} s.`);
  const { fr, en } = verdictSentences(seen.verdict, network.cityCount);
  console.log(`${fr}\n(${en})`);
  return seen.verdict.state === "GOING" || seen.verdict.state === "SLOW_ROUND" ? 0 : 2;
}

async function deploy(network: NetworkFolder): Promise<number> {
  const [node] = await answeringNodes(network.nodes);
  if (node === undefined) {
    throw new NetworkProblem("NODE_SILENT", {
      fr: "Aucun nœud ne répond. Démarrez le réseau avec « npm run network -- up », puis recommencez.",
      en: 'No node answers. Start the network with "npm run network -- up", then try again.',
    });
  }
  await progress.step("Règles du registre", () => buildOnce(CONTRACTS_BUILD));
  const deployed = await progress.step("Contrats et fondation des villes", () =>
    deployToNetwork({ network, rpcUrl: node.rpcUrl, artifactsFolder: ARTIFACTS, keyFile: options["deployer-key"], onStep: () => undefined }));
  console.log(`Le registre est fondé, au bloc ${deployed.deploymentBlock}. Vérificateurs et auditeurs : ${out}/network.json.`);
  return 0;
}
