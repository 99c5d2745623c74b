import type { Address } from "viem";
import { formatTable } from "../../demo/progress.ts";
import type { NetworkFolder, NetworkNode } from "../files/network-folder.ts";
import { blockSealers } from "./block-sealers.ts";
import { judgeNetwork, type Verdict } from "./judge-network.ts";
import { nodeRpc } from "./node-rpc.ts";
import { runningPid } from "./node-process.ts";

const BLOCKS_LOOKED_AT = 20;
/** Nodes that follow are never that far apart while blocks come each second. */
const BEHIND_BLOCKS = 10;

export interface NodeStatus {
  readonly node: NetworkNode;
  readonly isRunning: boolean;
  /** undefined while it does not answer. */
  readonly height: number | undefined;
  readonly peers: number | undefined;
  /** It answers, but many blocks below the highest: it learns them, or stands still. */
  readonly isBehind: boolean;
  /** Of the last blocks, how many carry its seal. */
  readonly sealed: number;
  /** Belongs to the set of the next block. */
  readonly maySeal: boolean;
}

export interface NetworkStatus {
  readonly nodes: readonly NodeStatus[];
  readonly height: number;
  readonly lastBlockAgeSeconds: number;
  readonly blocksLookedAt: number;
  readonly verdict: Verdict;
}

/** Asks every node, and judges. */
export async function networkStatus(network: NetworkFolder): Promise<NetworkStatus> {
  const answers = await Promise.all(network.nodes.map(askNode));
  const highest = answers.filter((one) => one.answer !== undefined).sort((a, b) => heightOf(b) - heightOf(a))[0];
  const height = highest === undefined ? 0 : heightOf(highest);
  const seals = highest === undefined ? new Map<string, number>() : await countSeals(highest.node, height);
  const founders = network.nodes.map(({ validator }) => validator);
  // A node too busy to say who may seal is no reason to say nothing: the founders' set is judged then.
  const set = highest === undefined ? founders : await nodeRpc(highest.node.rpcUrl).validatorsAt(height).catch(() => founders);
  const sealers = new Set(set.map((address) => address.toLowerCase()));
  const members = answers.filter(({ node }) => sealers.has(node.validator.toLowerCase()));
  const lastBlockAgeSeconds = highest?.answer === undefined ? 0 : Math.max(0, Math.round(Date.now() / 1_000 - highest.answer.lastBlockAt));
  const { blockPeriodSeconds, requestTimeoutSeconds } = network;
  return {
    nodes: answers.map(({ node, answer }) => ({
      node,
      isRunning: runningPid(node) !== undefined,
      height: answer?.height,
      peers: answer?.peers,
      isBehind: answer !== undefined && answer.height < height - BEHIND_BLOCKS,
      sealed: seals.get(node.validator.toLowerCase()) ?? 0,
      maySeal: sealers.has(node.validator.toLowerCase()),
    })),
    height,
    lastBlockAgeSeconds,
    blocksLookedAt: Math.min(BLOCKS_LOOKED_AT, height),
    verdict: judgeNetwork({
      validatorCount: set.length,
      unseenCount: set.length - members.length,
      heights: new Map(members.flatMap(({ node, answer }) => (answer === undefined ? [] : [[node.name, answer.height] as const]))),
      lastBlockAgeSeconds, blockPeriodSeconds, requestTimeoutSeconds,
    }),
  };
}

interface NodeAnswer {
  readonly node: NetworkNode;
  readonly answer: { readonly height: number; readonly peers: number; readonly lastBlockAt: number } | undefined;
}

const heightOf = ({ answer }: NodeAnswer): number => answer?.height ?? -1;

async function askNode(node: NetworkNode): Promise<NodeAnswer> {
  const rpc = nodeRpc(node.rpcUrl);
  try {
    const [latest, peers] = await Promise.all([rpc.header("latest"), rpc.peerCount()]);
    return { node, answer: { height: Number(latest.number), peers, lastBlockAt: Number(latest.timestamp) } };
  } catch {
    return { node, answer: undefined };
  }
}

async function countSeals(node: NetworkNode, height: number): Promise<Map<string, number>> {
  const rpc = nodeRpc(node.rpcUrl);
  const counts = new Map<string, number>();
  for (let block = height; block > Math.max(0, height - BLOCKS_LOOKED_AT); block -= 1) {
    const header = await rpc.header(block).catch(() => undefined);
    if (header === undefined) break;
    const { sealedBy } = await blockSealers(header);
    for (const address of new Set<string>(sealedBy.map((one: Address) => one.toLowerCase()))) counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return counts;
}

/**
 * What to do about a node that answers and lags. A busy host is enough: Besu 25.8 may then lock itself between its
 * download and its own sealing, answers on and never moves again (`BftEventQueue: Queue size exceeded` in its log).
 */
export function behindSentences({ nodes }: NetworkStatus): { fr: string; en: string }[] {
  return nodes.filter(({ isBehind }) => isBehind).map(({ node: { name, slug }, height }) => ({
    fr: `${name} répond, mais en est au bloc ${height ?? 0}. S’il n’avance plus d’ici une minute, redémarrez-le seul : « npm run network -- restart ${slug} ».`,
    en: `${name} answers, but is at block ${height ?? 0}. If it does not move within a minute, restart it alone: "npm run network -- restart ${slug}".`,
  }));
}

/** Lines of the table that `status` prints. */
export function statusTable({ nodes, blocksLookedAt }: NetworkStatus): string[] {
  return formatTable([
    ["Ville", "Nœud", "Hauteur", "Pairs", `Sceaux (${blocksLookedAt} derniers blocs)`],
    ...nodes.map(({ node, isRunning, height, isBehind, peers, sealed, maySeal }) => [
      node.name,
      isBehind ? "en retard" : height !== undefined ? "répond" : isRunning ? "démarre ou muet" : "arrêté",
      height === undefined ? "–" : String(height),
      peers === undefined ? "–" : String(peers),
      maySeal ? String(sealed) : `${sealed} (hors des validateurs)`,
    ]),
  ]);
}
