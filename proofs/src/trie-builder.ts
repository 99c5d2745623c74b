import { type Hex, keccak, toHex } from "./bytes.ts";
import { lookUp, openTrieNodes, toNibbles } from "./merkle-trie.ts";
import { encodeRlp, type RlpItem } from "./rlp.ts";

/** A whole Merkle-Patricia trie: its root and every node that is referred to by hash. */
export type BuiltTrie = { readonly root: Uint8Array; readonly nodes: readonly Hex[] };

type Entry = { readonly path: readonly number[]; readonly value: Uint8Array };

/** Builds the trie of these keys and values, each key once and no value empty. */
export function buildTrie(entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[]): BuiltTrie {
  const nodes = new Set<Hex>();
  const top = encodeRlp(buildNode(entries.map(([key, value]) => ({ path: toNibbles(key), value })), 0, nodes));
  nodes.add(toHex(top));
  return { root: keccak(top), nodes: [...nodes] };
}

function buildNode(entries: readonly Entry[], depth: number, nodes: Set<Hex>): RlpItem {
  const [first] = entries;
  if (first === undefined) return new Uint8Array();
  if (entries.length === 1) return [writeHexPrefix(first.path.slice(depth), true), first.value];
  const shared = countShared(entries, first, depth);
  if (shared > 0) {
    return [writeHexPrefix(first.path.slice(depth, depth + shared), false), refer(buildNode(entries, depth + shared, nodes), nodes)];
  }
  const branches = Array.from({ length: 16 }, (_, nibble) => {
    const below = entries.filter(({ path }) => path[depth] === nibble);
    return below.length === 0 ? new Uint8Array() : refer(buildNode(below, depth + 1, nodes), nodes);
  });
  return [...branches, entries.find(({ path }) => path.length === depth)?.value ?? new Uint8Array()];
}

function countShared(entries: readonly Entry[], first: Entry, depth: number): number {
  let shared = 0;
  while (depth + shared < first.path.length && entries.every(({ path }) => path[depth + shared] === first.path[depth + shared])) shared += 1;
  return shared;
}

/** A node of 32 bytes or more stands elsewhere, under its hash. */
function refer(node: RlpItem, nodes: Set<Hex>): RlpItem {
  const encoded = encodeRlp(node);
  if (encoded.length < 32) return node;
  nodes.add(toHex(encoded));
  return keccak(encoded);
}

function writeHexPrefix(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const isOdd = nibbles.length % 2 === 1;
  const flag = (isLeaf ? 2 : 0) + (isOdd ? 1 : 0);
  const all = isOdd ? [flag, ...nibbles] : [flag, 0, ...nibbles];
  return Uint8Array.from({ length: all.length / 2 }, (_, index) => (all[2 * index] ?? 0) * 16 + (all[2 * index + 1] ?? 0));
}

/** The nodes from the root to each of the keys, present or absent, without repetition. */
export function proveKeys({ root, nodes }: BuiltTrie, keys: readonly Uint8Array[]): Hex[] {
  const opened = openTrieNodes(nodes);
  for (const key of keys) lookUp(opened, root, key);
  return [...opened.used].flatMap((hash) => {
    const node = opened.byHash.get(hash);
    return node === undefined ? [] : [toHex(node)];
  });
}
