import { concat, type Hex, hexToBytes, keccak256, size, toRlp } from "viem";

/** Root of an empty trie: keccak256(RLP("")). */
export const EMPTY_TRIE_ROOT: Hex = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

interface Entry {
  readonly nibbles: readonly number[];
  readonly value: Hex;
}

/** A node inside its parent: itself where it is short, else the hash of its RLP (Yellow Paper, appendix D). */
type Nested = Hex | Nested[];

/**
 * Root of the Merkle Patricia trie that holds `entries`: keys are hashed here, as in the state and storage tries.
 */
export function secureTrieRoot(entries: readonly { readonly key: Hex; readonly value: Hex }[]): Hex {
  if (entries.length === 0) return EMPTY_TRIE_ROOT;
  const hashed = entries.map(({ key, value }) => ({ nibbles: nibblesOf(keccak256(key)), value }));
  return keccak256(toRlp(nodeOf(hashed, 0)));
}

/** @param entries at least one, all alike in their first `depth` nibbles */
function nodeOf(entries: readonly Entry[], depth: number): Nested {
  const [first] = entries;
  if (first === undefined) return "0x";
  if (entries.length === 1) return [compact(first.nibbles.slice(depth), true), first.value];
  const shared = sharedLength(entries, depth);
  if (shared > 0) {
    return [compact(first.nibbles.slice(depth, depth + shared), false), reference(nodeOf(entries, depth + shared))];
  }
  const branches = Array.from({ length: 16 }, (_, nibble): Nested => {
    const below = entries.filter((entry) => entry.nibbles[depth] === nibble);
    return below.length === 0 ? "0x" : reference(nodeOf(below, depth + 1));
  });
  // Hashed keys are of one length: no value ends at a branch.
  return [...branches, "0x"];
}

function reference(node: Nested): Nested {
  const encoded = toRlp(node);
  return size(encoded) < 32 ? node : keccak256(encoded);
}

function sharedLength(entries: readonly Entry[], depth: number): number {
  const [first, ...others] = entries;
  let length = 0;
  while (others.every(({ nibbles }) => nibbles[depth + length] === first?.nibbles[depth + length])) length += 1;
  return length;
}

/** Hex-prefix encoding: one flag nibble says leaf or extension, odd or even. */
function compact(nibbles: readonly number[], isLeaf: boolean): Hex {
  const isOdd = nibbles.length % 2 === 1;
  const flag = (isLeaf ? 2 : 0) + (isOdd ? 1 : 0);
  const all = isOdd ? [flag, ...nibbles] : [flag, 0, ...nibbles];
  return concat(["0x", `0x${all.map((nibble) => nibble.toString(16)).join("")}`]);
}

const nibblesOf = (key: Hex): number[] => [...hexToBytes(key)].flatMap((byte) => [byte >> 4, byte & 15]);
