import { NoNodeError } from "./node-problem.ts";
import { callRoll, type NodeStatus, type Roll } from "./pick-node.ts";
import { askNodeAt, probeNode, type AskNode, type NetworkIdentity, type NodeLook } from "./probe-node.ts";

const requestTimeoutMs = 4_000;
const probeTimeoutMs = 2_000;

export interface NodeRosterOptions {
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

export type OtherNetworkLook = Extract<NodeLook, { kind: "OTHER_NETWORK" }>;

/** What is known of each node of the list. */
export interface NodeRoster {
  /** Looks at every node. @returns those found to be of another network since the last look */
  look(): Promise<readonly { readonly place: number; readonly look: OtherNetworkLook }[]>;
  roll(): Roll;
  looks(): readonly (NodeLook | undefined)[];
  views(): readonly NodeView[];
  /** From now on a node below this height is behind. */
  mustReach(blockNumber: bigint): void;
  /**
   * Asks one node, first making sure of its network and height where it has not been looked at since it was silent.
   * @throws NoNodeError when it may not be asked; what the request throws otherwise
   */
  ask(place: number, method: string, params: readonly unknown[]): Promise<unknown>;
  /** Not asked again before it answers a look, but as a last resort. */
  markSilent(place: number): void;
}

interface ListedNode {
  readonly ask: AskNode;
  readonly probe: AskNode;
  look: NodeLook | undefined;
  isIdentified: boolean;
}

/** Nothing is asked before the first request or look. */
export function createNodeRoster({ rpcUrls, network, isFinal }: NodeRosterOptions): NodeRoster {
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

  const mark = (node: ListedNode, look: NodeLook): void => {
    node.look = look;
    node.isIdentified = look.kind === "ANSWERS";
  };
  const mustReach = (blockNumber: bigint): void => {
    if (blockNumber > floorBlockNumber) floorBlockNumber = blockNumber;
  };

  async function identify(node: ListedNode): Promise<void> {
    const look = await probeNode(node.ask, network);
    mark(node, look);
    roll = callTheRoll();
    if (look.kind === "OTHER_NETWORK") throw new NoNodeError("OTHER_NETWORK");
    if (look.kind === "SILENT") throw new NoNodeError("NONE_ANSWERS");
    if (!isFinal || look.blockNumber >= floorBlockNumber) return;
    node.isIdentified = false;
    throw new NoNodeError("ALL_BEHIND");
  }

  return {
    async look() {
      const before = nodes.map(({ look }) => look);
      const floorBefore = floorBlockNumber;
      const found = await Promise.all(nodes.map(({ probe }) => probeNode(probe, network)));
      nodes.forEach((node, index) => mark(node, found[index] ?? { kind: "SILENT" }));
      floorOfLook = floorBefore;
      roll = callTheRoll();
      return found.flatMap((look, place) => (look.kind === "OTHER_NETWORK" && before[place]?.kind !== look.kind ? [{ place, look }] : []));
    },
    roll: () => roll,
    looks: () => nodes.map(({ look }) => look),
    views: () => nodes.map(({ look }, place) => viewOf(look, roll.statuses[place] ?? "UNKNOWN", place)),
    mustReach,
    async ask(place, method, params) {
      const node = nodes[place];
      if (node === undefined) throw new RangeError(`No node at place ${place}`);
      if (!node.isIdentified) await identify(node);
      const answer = await node.ask(method, params);
      if (method === "eth_blockNumber" && typeof answer === "string") mustReach(BigInt(answer));
      return answer;
    },
    markSilent(place) {
      const node = nodes[place];
      if (node !== undefined) mark(node, { kind: "SILENT" });
      roll = callTheRoll();
    },
  };
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
