import { createTransport, HttpRequestError, RpcRequestError, TimeoutError, type Transport } from "viem";
import { NoNodeError } from "./node-problem.ts";
import { callRoll, type NodeStatus, type Roll } from "./pick-node.ts";
import { askNodeAt, probeNode, type AskNode, type NetworkIdentity, type NodeLook } from "./probe-node.ts";

const requestTimeoutMs = 4_000;
const probeTimeoutMs = 2_000;

export type OtherNetworkLook = Extract<NodeLook, { kind: "OTHER_NETWORK" }>;

export interface NodeListOptions {
  readonly rpcUrls: readonly string[];
  readonly network: NetworkIdentity;
  /** False for the embedded node, which may lose its last blocks: a lower height is then not a lag. */
  readonly isFinal: boolean;
}

/** A node as health answers show it: by its place in the list, never by its address. */
export interface NodeView {
  readonly place: number;
  readonly status: NodeStatus;
  readonly blockNumber?: number;
  readonly peerCount?: number;
}

/** The nodes this city may ask, in order of preference, and what is known of each. */
export interface NodeList {
  /** Each request goes to the best node, or to the next one when it does not answer. */
  readonly transport: Transport;
  /** All requests go to the one node that was best when asked for: for readings that must agree with each other. */
  oneNode(): Transport;
  /** Looks at every node. @returns those found to be of another network since the last look */
  look(): Promise<readonly { readonly place: number; readonly look: OtherNetworkLook }[]>;
  roll(): Roll;
  looks(): readonly (NodeLook | undefined)[];
  views(): readonly NodeView[];
  /** From now on a node below this height is behind. */
  mustReach(blockNumber: bigint): void;
}

interface ListedNode {
  readonly ask: AskNode;
  readonly probe: AskNode;
  look: NodeLook | undefined;
  isIdentified: boolean;
}

/** Nothing is asked before the first request or look; a node is never used before its network is known to be ours. */
export function createNodeList({ rpcUrls, network, isFinal }: NodeListOptions): NodeList {
  // The only node is asked a second time, since there is no next one.
  const retryCount = rpcUrls.length === 1 ? 1 : 0;
  const nodes = rpcUrls.map((url): ListedNode => ({
    ask: askNodeAt(url, requestTimeoutMs),
    probe: askNodeAt(url, probeTimeoutMs),
    look: undefined,
    isIdentified: false,
  }));
  let floorBlockNumber = 0n;
  /** Looks are compared with what was known when they began: heights go on growing between looks. */
  let floorOfLook = 0n;
  const callTheRoll = (): Roll => callRoll(nodes.map(({ look }) => look), isFinal ? floorOfLook : 0n);
  let roll = callTheRoll();

  const mustReach = (blockNumber: bigint): void => {
    if (blockNumber > floorBlockNumber) floorBlockNumber = blockNumber;
  };
  const mark = (node: ListedNode, look: NodeLook): void => {
    node.look = look;
    node.isIdentified = look.kind === "ANSWERS";
    roll = callTheRoll();
  };

  /** Before a node is asked for the first time, or again after a silence: is it of our network, and up to date? */
  async function identify(node: ListedNode): Promise<void> {
    const look = await probeNode(node.ask, network);
    mark(node, look);
    if (look.kind === "OTHER_NETWORK") throw new NoNodeError("OTHER_NETWORK");
    if (look.kind === "SILENT") throw new NoNodeError("NONE_ANSWERS");
    if (isFinal && look.blockNumber < floorBlockNumber) {
      node.isIdentified = false;
      throw new NoNodeError("ALL_BEHIND");
    }
  }

  async function askOne(node: ListedNode, method: string, params: readonly unknown[]): Promise<unknown> {
    if (!node.isIdentified) await identify(node);
    const answer = await node.ask(method, params);
    if (method === "eth_blockNumber" && typeof answer === "string") mustReach(BigInt(answer));
    return answer;
  }

  /** Asks one after the other, best first, until one answers. */
  async function askBest(method: string, params: readonly unknown[]): Promise<unknown> {
    let last: unknown;
    for (const index of [...roll.fit, ...silentOnes(roll)]) {
      const node = nodes[index];
      if (node === undefined) continue;
      try {
        return await askOne(node, method, params);
      } catch (error) {
        const silence = silenceOf(error);
        if (silence === "NONE") throw error;
        last = error;
        if (silence === "NODE") mark(node, { kind: "SILENT" });
      }
    }
    const { reason } = roll;
    throw last !== undefined && (reason === undefined || reason === "NONE_ANSWERS") ? last : new NoNodeError(reason ?? "NONE_ANSWERS");
  }

  return {
    transport: transportOf(askBest, retryCount),
    oneNode() {
      const [index] = [...roll.fit, ...silentOnes(roll)];
      const node = index === undefined ? undefined : nodes[index];
      return transportOf(async (method, params) => {
        if (node === undefined) throw new NoNodeError(roll.reason ?? "NONE_ANSWERS");
        try {
          return await askOne(node, method, params);
        } catch (error) {
          if (silenceOf(error) === "NODE") mark(node, { kind: "SILENT" });
          throw error;
        }
      }, 0);
    },
    async look() {
      const before = nodes.map(({ look }) => look);
      const floorBefore = floorBlockNumber;
      const found = await Promise.all(nodes.map(({ probe }) => probeNode(probe, network)));
      nodes.forEach((node, index) => {
        node.look = found[index];
        node.isIdentified = node.look?.kind === "ANSWERS";
      });
      floorOfLook = floorBefore;
      roll = callTheRoll();
      return found.flatMap((look, place) => (look.kind === "OTHER_NETWORK" && before[place]?.kind !== look.kind ? [{ place, look }] : []));
    },
    roll: () => roll,
    looks: () => nodes.map(({ look }) => look),
    views: () => nodes.map(({ look }, place) => viewOf(look, roll.statuses[place] ?? "UNKNOWN", place)),
    mustReach,
  };
}

/** Tried after all others, those that were silent a moment ago: the next look may be seconds away. */
function silentOnes(roll: Roll): readonly number[] {
  return roll.statuses.flatMap((status, index) => (status === "SILENT" ? [index] : []));
}

function viewOf(look: NodeLook | undefined, status: NodeStatus, place: number): NodeView {
  if (look?.kind !== "ANSWERS") return { place, status };
  return {
    place,
    status,
    blockNumber: Number(look.blockNumber),
    ...(look.peerCount === undefined ? {} : { peerCount: look.peerCount }),
  };
}

/**
 * Whether another node may do better: the node is away (NODE), or answers in a way that says nothing of the chain
 * (THIS_REQUEST). What a node answers by the rules of JSON-RPC, be it a refusal, is the answer (NONE).
 */
function silenceOf(error: unknown): "NONE" | "THIS_REQUEST" | "NODE" {
  if (error instanceof TimeoutError) return "NODE";
  if (error instanceof NoNodeError) return "THIS_REQUEST";
  if (!(error instanceof HttpRequestError) && !(error instanceof RpcRequestError && error.status !== undefined)) return "NONE";
  return error.status === undefined || error.status > 500 ? "NODE" : "THIS_REQUEST";
}

function transportOf(ask: (method: string, params: readonly unknown[]) => Promise<unknown>, retryCount: number): Transport {
  return () =>
    createTransport({
      key: "nodes",
      name: "Nodes of the city",
      type: "nodes",
      retryCount,
      async request({ method, params }) {
        // The caller of viem's transport types the answer by the method; it is parsed by viem's own actions.
        return (await ask(method, Array.isArray(params) ? params : [])) as never;
      },
    });
}
