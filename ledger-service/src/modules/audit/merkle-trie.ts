import { keccak256, toRlp, type Hex } from "viem";

/** RLP of a node: bytes, or a list of nodes. */
type Node = Hex | readonly Node[];

interface Entry {
  readonly path: readonly number[];
  readonly value: Hex;
}

export interface BuiltTrie {
  readonly root: Hex;
  /** Nodes from the root to the key's value. @throws RangeError for a key that is not there */
  proofOf(key: Hex): Hex[];
}

/** The Merkle-Patricia trie over these values, as blocks have it for their receipts. */
export function buildTrie(values: ReadonlyMap<Hex, Hex>): BuiltTrie {
  const entries = [...values].map(([key, value]): Entry => ({ path: nibblesOf(key), value }));
  return {
    root: keccak256(rlp(nodeOf(entries))),
    proofOf(key) {
      if (!values.has(key)) throw new RangeError(`Nothing in the trie under ${key}`);
      const proof: Hex[] = [];
      walk(entries, nibblesOf(key), proof, true);
      return proof;
    },
  };
}

/** Collects the nodes along a path; those under 32 bytes stand inside their parent. */
function walk(entries: readonly Entry[], path: readonly number[], proof: Hex[], isRoot: boolean): void {
  const encoded = rlp(nodeOf(entries));
  if (isRoot || byteCount(encoded) >= 32) proof.push(encoded);
  if (entries.length <= 1) return;
  const shared = sharedLength(entries);
  if (shared > 0) {
    walk(entries.map((entry) => without(entry, shared)), path.slice(shared), proof, false);
    return;
  }
  const [nibble, ...rest] = path;
  if (nibble !== undefined) walk(childrenOf(entries, nibble), rest, proof, false);
}

function nodeOf(entries: readonly Entry[]): Node {
  const [first] = entries;
  if (first === undefined) return "0x";
  if (entries.length === 1) return [hexPrefix(first.path, true), first.value];
  const shared = sharedLength(entries);
  if (shared > 0) return [hexPrefix(first.path.slice(0, shared), false), referenceTo(nodeOf(entries.map((entry) => without(entry, shared))))];
  const branches = Array.from({ length: 16 }, (_, nibble): Node => {
    const children = childrenOf(entries, nibble);
    return children.length === 0 ? "0x" : referenceTo(nodeOf(children));
  });
  return [...branches, entries.find(({ path }) => path.length === 0)?.value ?? "0x"];
}

function childrenOf(entries: readonly Entry[], nibble: number): Entry[] {
  return entries.filter(({ path }) => path[0] === nibble).map((entry) => without(entry, 1));
}

function referenceTo(node: Node): Node {
  const encoded = rlp(node);
  return byteCount(encoded) < 32 ? node : keccak256(encoded);
}

function sharedLength(entries: readonly Entry[]): number {
  const [first] = entries;
  if (first === undefined) return 0;
  const differs = first.path.findIndex((nibble, index) => entries.some(({ path }) => path[index] !== nibble));
  return differs === -1 ? first.path.length : differs;
}

function without({ path, value }: Entry, count: number): Entry {
  return { path: path.slice(count), value };
}

/** Flag nibble (2 leaf, 1 odd), then the path. */
function hexPrefix(path: readonly number[], isLeaf: boolean): Hex {
  const flag = isLeaf ? 2 : 0;
  const nibbles = path.length % 2 === 1 ? [flag + 1, ...path] : [flag, 0, ...path];
  return `0x${nibbles.map((nibble) => nibble.toString(16)).join("")}`;
}

function nibblesOf(key: Hex): number[] {
  return [...key.slice(2)].map((digit) => Number.parseInt(digit, 16));
}

function byteCount(hex: Hex): number {
  return (hex.length - 2) / 2;
}

/** viem's encoder wants lists it may write to. */
type Writable = Hex | Writable[];

function rlp(node: Node): Hex {
  return toRlp(writable(node));
}

function writable(node: Node): Writable {
  return typeof node === "string" ? node : node.map(writable);
}
