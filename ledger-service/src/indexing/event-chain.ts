import { nextLogHead } from "maille-verify/event-leaf";
import type { Hex } from "viem";

/** Where the log of events stands: how many, and the hash that covers them all in order. */
export interface LogEnd {
  readonly position: bigint;
  readonly head: Hex;
}

/** Before the first event the head is the genesis hash: logs of two networks never meet. */
export function logStart(genesisHash: Hex): LogEnd {
  return { position: 0n, head: genesisHash };
}

/** head_n = keccak256(head_{n−1} ‖ leaf_n): a changed, missing or moved event changes every later head [T7]. */
export function nextLogEnd(end: LogEnd, leaf: Hex): LogEnd {
  return { position: end.position + 1n, head: nextLogHead(end.head, leaf) };
}
