import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { NetworkFolder, NetworkNode } from "../files/network-folder.ts";
import { NetworkProblem } from "../network-problem.ts";
import type { BesuHome } from "./besu-home.ts";
import { networkStatus } from "./network-status.ts";
import { runningPid, stopNode } from "./node-process.ts";
import { startNodes } from "./start-network.ts";
import { stopNodes } from "./stop-network.ts";

const dataFolder = ({ folder }: NetworkNode): string => join(folder, "data");
const hasData = (node: NetworkNode): boolean => existsSync(dataFolder(node)) && readdirSync(dataFolder(node)).length > 0;

/**
 * Clears what a node knows of the chain; it learns it again from the others. Refused where a third of the network or
 * more would be without its history at once [B7].
 * @throws NetworkProblem WIPE_REFUSED
 */
export async function wipeNode(node: NetworkNode, network: NetworkFolder, besu: BesuHome): Promise<void> {
  const { nodes } = await networkStatus(network);
  const without = nodes.filter(
    (one) => one.node.slug !== node.slug && (!hasData(one.node) || one.height === undefined || one.isBehind),
  );
  const count = without.length + 1;
  if (3 * count >= network.cityCount) {
    const names = without.map((one) => one.node.name).join(", ");
    throw new NetworkProblem("WIPE_REFUSED", {
      fr: `Effacer ${node.name} laisserait ${count} nœuds sur ${network.cityCount} sans l’histoire du registre en même temps; il en faut moins d’un tiers. Attendez que ${names === "" ? "le réseau soit plus grand" : `${names} réponde et soit à la hauteur des autres`}.`,
      en: `Clearing ${node.name} would leave ${count} nodes of ${network.cityCount} without the ledger's history at once; it must be less than a third. Wait until ${names === "" ? "the network is larger" : `${names} answers at the others' height`}.`,
    });
  }
  const wasRunning = runningPid(node) !== undefined;
  await stopNode(node);
  rmSync(dataFolder(node), { recursive: true, force: true });
  mkdirSync(dataFolder(node));
  if (wasRunning) await startNodes([node], network, besu);
}

/**
 * The cure when one node keeps a block that all others lack: stop all, copy that node's blocks to the others, start.
 * Keys are elsewhere and are not copied.
 * @throws NetworkProblem HEAL_REFUSED when no single node is ahead
 */
export async function healNetwork(network: NetworkFolder, besu: BesuHome): Promise<NetworkNode> {
  const { nodes, verdict } = await networkStatus(network);
  const ahead = verdict.state === "ALONE_AHEAD" ? nodes.find((one) => one.node.name === verdict.ahead)?.node : undefined;
  if (ahead === undefined) {
    throw new NetworkProblem("HEAL_REFUSED", {
      fr: "Aucun nœud n’est seul en avance sur les autres : il n’y a rien à copier. « npm run network -- status » dit ce qui se passe.",
      en: 'No node is alone ahead of the others: there is nothing to copy. "npm run network -- status" says what happens.',
    });
  }
  const ours = network.nodes.filter(({ isOurs }) => isOurs);
  await stopNodes(ours, network.nodes);
  for (const node of ours) {
    if (node.slug === ahead.slug) continue;
    rmSync(dataFolder(node), { recursive: true, force: true });
    cpSync(dataFolder(ahead), dataFolder(node), { recursive: true });
  }
  await startNodes(ours, network, besu);
  return ahead;
}
