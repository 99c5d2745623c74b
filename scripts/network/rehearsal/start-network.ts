import type { NetworkFolder, NetworkNode } from "../files/network-folder.ts";
import { NetworkProblem } from "../network-problem.ts";
import { quorumOf } from "../quorum.ts";
import type { BesuHome } from "./besu-home.ts";
import { checkNode } from "./check-node.ts";
import { logPath, nodeEnded, runningPid, startNode } from "./node-process.ts";
import { nodeRpc } from "./node-rpc.ts";
import { waitUntil } from "./wait-until.ts";

/** Eleven Java machines on two cores answer after about a minute. */
const ANSWER_WITHIN_MS = 240_000;
/** Nodes that come back from a halt climb their own rounds first (qbft timers double). */
const BLOCK_WITHIN_MS = 300_000;
const LOOK_EVERY_MS = 500;

/**
 * Starts nodes and returns once each answers and is what it should be.
 * @throws NetworkProblem PORT_TAKEN, NODE_ENDED, NODE_SILENT, CHAIN_MISMATCH, PRECOMPILE_MISSING
 */
export async function startNodes(nodes: readonly NetworkNode[], network: NetworkFolder, besu: BesuHome): Promise<void> {
  for (const node of nodes) await startNode(node, besu);
  for (const node of nodes) {
    const isReady = await waitUntil(async () => {
      if (runningPid(node) === undefined) throw nodeEnded(node);
      return isAsItShouldBe(node, network);
    }, ANSWER_WITHIN_MS, LOOK_EVERY_MS);
    if (!isReady) throw silent(node);
  }
}

/** @returns the new height, or undefined when no block came in time: fewer than a quorum may be up */
export async function waitForBlock(network: NetworkFolder): Promise<number | undefined> {
  const answering = await answeringNodes(network.nodes);
  if (answering.length < quorumOf(network.cityCount)) return undefined;
  const from = await highestOf(answering);
  let height = from;
  await waitUntil(async () => {
    height = await highestOf(answering);
    return height > from;
  }, BLOCK_WITHIN_MS, LOOK_EVERY_MS);
  return height > from ? height : undefined;
}

export async function answeringNodes(nodes: readonly NetworkNode[]): Promise<NetworkNode[]> {
  const asked = await Promise.all(nodes.map(async (node) => ((await answers(node)) ? node : undefined)));
  return asked.filter((node) => node !== undefined);
}

const highestOf = async (nodes: readonly NetworkNode[]): Promise<number> =>
  Math.max(0, ...(await Promise.all(nodes.map(({ rpcUrl }) => nodeRpc(rpcUrl).height().catch(() => 0)))));

/** A node that is still busy with its start may leave a question unanswered: it is asked again. */
async function isAsItShouldBe(node: NetworkNode, network: NetworkFolder): Promise<boolean> {
  try {
    await checkNode(node, network);
    return true;
  } catch (error) {
    if (error instanceof NetworkProblem) throw error;
    return false;
  }
}

async function answers(node: NetworkNode): Promise<boolean> {
  try {
    await nodeRpc(node.rpcUrl).height();
    return true;
  } catch {
    return false;
  }
}

function silent(node: NetworkNode): NetworkProblem {
  const seconds = ANSWER_WITHIN_MS / 1_000;
  return new NetworkProblem("NODE_SILENT", {
    fr: `Le nœud de ${node.name} n’a pas répondu en ${seconds} s. Il tourne encore : regardez la fin de ${logPath(node)}.`,
    en: `The node of ${node.name} did not answer within ${seconds} s. It still runs: look at the end of ${logPath(node)}.`,
  });
}
