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
  // A city seals with one of its nodes, whichever the council last voted: cities are counted, not nodes.
  const cityCount = citiesOf(all).length;
  const firstCount = Math.max(0, firstToStop(cityCount) - (cityCount - citiesOf(running).length));
  const first = citiesOf(stopping).slice(0, firstCount);
  await Promise.all(stopping.filter(({ cityId }) => first.includes(cityId)).map(stopNode));
  const others = stopping.filter(({ cityId }) => !first.includes(cityId));
  if (others.length === 0) return;
  if (first.length > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_STAGES_MS));
  await Promise.all(others.map(stopNode));
}

const citiesOf = (nodes: readonly NetworkNode[]): number[] => [...new Set(nodes.map(({ cityId }) => cityId))];
