import { concatHex, keccak256, type Hex } from "viem";
import { zeroHash } from "../../kernel/hex.ts";

/** Root over leaves in order: inner = keccak256(0x01 ‖ left ‖ right), an odd node goes up as it is; zero without leaves. */
export function eventsRootOf(leaves: readonly Hex[]): Hex {
  let level = leaves;
  while (level.length > 1) level = levelAbove(level);
  return level[0] ?? zeroHash;
}

/** Siblings from leaf to root; a level where the node is odd has none. */
export function eventPathOf(leaves: readonly Hex[], leafIndex: number): Hex[] {
  const path: Hex[] = [];
  let index = leafIndex;
  for (let level = leaves; level.length > 1; level = levelAbove(level)) {
    const sibling = level[index ^ 1];
    if (sibling !== undefined) path.push(sibling);
    index >>= 1;
  }
  return path;
}

function levelAbove(level: readonly Hex[]): Hex[] {
  const above: Hex[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const [left, right] = [level[index], level[index + 1]];
    if (left !== undefined) above.push(right === undefined ? left : keccak256(concatHex(["0x01", left, right])));
  }
  return above;
}
