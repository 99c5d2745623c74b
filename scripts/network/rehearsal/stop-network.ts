import type { NetworkNode } from "../files/network-folder.ts";
import { firstToStop } from "./judge-network.ts";
import { runningPid, stopNode } from "./node-process.ts";

/** Until the last block that a quorum sealed has reached every node. */
const BETWEEN_STAGES_MS = 3_000;

/**
 * Stops nodes. All of a network stop in two stages: first one more than it bears, so that no new block can be sealed;
 * when what was sealed is everywhere, the rest. Stopped at one moment, one node may keep a block that the others lack,
 * and none starts again by itself.
 * @param all every node of the network, of which `nodes` are to stop
 */
export async function stopNodes(nodes: readonly NetworkNode[], all: readonly NetworkNode[]): Promise<void> {
  const running = all.filter((node) => runningPid(node) !== undefined);
  const stopping = running.filter((node) => nodes.includes(node));
  const firstCount = Math.max(0, firstToStop(all.length) - (all.length - running.length));
  if (stopping.length <= firstCount || firstCount === 0) {
    await Promise.all(stopping.map(stopNode));
    return;
  }
  await Promise.all(stopping.slice(0, firstCount).map(stopNode));
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_STAGES_MS));
  await Promise.all(stopping.slice(firstCount).map(stopNode));
}
