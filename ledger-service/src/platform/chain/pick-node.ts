import type { NoNodeReason } from "./node-problem.ts";
import type { NodeLook } from "./probe-node.ts";

/** A node this many blocks behind the highest known one is not asked. */
export const lagBlocksMin = 2n;

export type NodeStatus = "UNKNOWN" | "FIT" | "BEHIND" | "SILENT" | "OTHER_NETWORK";

/** What is known of the list, in the list's order: the city's own node first. */
export interface Roll {
  readonly statuses: readonly NodeStatus[];
  /** Nodes that may be asked, best first. */
  readonly fit: readonly number[];
  readonly highestBlockNumber: bigint;
  /** Why nobody may be asked, when `fit` is empty. */
  readonly reason?: NoNodeReason;
  /** By its peers, the best node sees fewer validators than a block needs. */
  readonly isQuorumLost: boolean;
}

/**
 * Says which nodes may be asked. `looks` are of one round (undefined: never looked at, which does not exclude);
 * `floorBlockNumber` is what was known before the round, by the index above all: below it a node is behind.
 */
export function callRoll(looks: readonly (NodeLook | undefined)[], floorBlockNumber: bigint): Roll {
  const answers = looks.map((look) => (look?.kind === "ANSWERS" ? look : undefined));
  const highestBlockNumber = answers.reduce((highest, answer) => larger(highest, answer?.highestBlockNumber ?? 0n), floorBlockNumber);
  const statuses = looks.map((look): NodeStatus => {
    if (look === undefined) return "UNKNOWN";
    if (look.kind !== "ANSWERS") return look.kind;
    const isBehind = look.blockNumber < floorBlockNumber || highestBlockNumber - look.blockNumber >= lagBlocksMin;
    return isBehind ? "BEHIND" : "FIT";
  });
  const isAlone = (index: number): boolean => answers[index]?.peerCount === 0;
  const askable = statuses.flatMap((status, index) => (status === "FIT" || status === "UNKNOWN" ? [index] : []));
  // A node without a peer hears of no block: last choice, unless it is all there is.
  const fit = [...askable.filter((index) => !isAlone(index)), ...askable.filter(isAlone)];
  const [best] = fit;
  return {
    statuses,
    fit,
    highestBlockNumber,
    ...(best === undefined ? { reason: reasonOf(statuses) } : {}),
    isQuorumLost: best !== undefined && seesTooFew(answers[best]),
  };
}

function reasonOf(statuses: readonly NodeStatus[]): NoNodeReason {
  if (statuses.includes("BEHIND")) return "ALL_BEHIND";
  return statuses.includes("OTHER_NETWORK") ? "OTHER_NETWORK" : "NONE_ANSWERS";
}

/** A QBFT block needs two thirds of the validators, rounded up; a validator's peers and itself are at most those it sees. */
function seesTooFew(look: Extract<NodeLook, { kind: "ANSWERS" }> | undefined): boolean {
  if (look?.peerCount === undefined || look.validatorCount === undefined) return false;
  return look.peerCount + 1 < Math.ceil((2 * look.validatorCount) / 3);
}

function larger(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
