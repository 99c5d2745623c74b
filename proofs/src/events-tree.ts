import { type Hex, toBytes, toHex } from "./bytes.ts";
import { joinNodes } from "./event-leaf.ts";

/** Root of a day without an event. */
export const EMPTY_EVENTS_ROOT: Hex = `0x${"00".repeat(32)}`;

/** Pairs neighbours; an odd node at the end is promoted as it is. */
function levelAbove(nodes: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let index = 0; index < nodes.length; index += 2) {
    const left = nodes[index];
    const right = nodes[index + 1];
    if (left !== undefined) above.push(right === undefined ? left : joinNodes(left, right));
  }
  return above;
}

/** Root of the Merkle tree over leaves in the ledger's order; 32 zero bytes when there is none. */
export function eventsRoot(leaves: readonly Hex[]): Hex {
  let level = leaves.map(toBytes);
  while (level.length > 1) level = levelAbove(level);
  const root = level[0];
  return root === undefined ? EMPTY_EVENTS_ROOT : toHex(root);
}

/**
 * Siblings from the leaf up; a promoted node has none.
 * @throws RangeError when no leaf has that index
 */
export function eventPath(leaves: readonly Hex[], leafIndex: number): Hex[] {
  if (leafIndex < 0 || leafIndex >= leaves.length) throw new RangeError(`no leaf ${leafIndex} of ${leaves.length}`);
  const path: Hex[] = [];
  let level = leaves.map(toBytes);
  for (let index = leafIndex; level.length > 1; index >>= 1, level = levelAbove(level)) {
    const sibling = level[index ^ 1];
    if (sibling !== undefined) path.push(toHex(sibling));
  }
  return path;
}

/** Root that a leaf and its siblings lead to; undefined when the path has not the tree's shape. */
export function rootOfPath({ leaf, leafIndex, leafCount, path }: { leaf: Hex; leafIndex: number; leafCount: number; path: readonly Hex[] }): Hex | undefined {
  if (leafIndex >= leafCount) return undefined;
  let node = toBytes(leaf);
  let used = 0;
  for (let index = leafIndex, width = leafCount; width > 1; index >>= 1, width = (width + 1) >> 1) {
    if ((index ^ 1) >= width) continue;
    const sibling = path[used];
    if (sibling === undefined) return undefined;
    node = index % 2 === 0 ? joinNodes(node, toBytes(sibling)) : joinNodes(toBytes(sibling), node);
    used += 1;
  }
  return used === path.length ? toHex(node) : undefined;
}
