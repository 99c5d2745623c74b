import { type Hex, keccak, toBytes, toHex } from "./bytes.ts";
import { decodeRlpList, encodeRlp, isBytes, type RlpItem } from "./rlp.ts";

/** Nodes of a Merkle-Patricia proof, found by their hash; it knows which of them were walked. */
export type TrieNodes = { readonly byHash: ReadonlyMap<Hex, Uint8Array>; readonly used: Set<Hex> };

export function openTrieNodes(nodes: readonly Hex[]): TrieNodes {
  return { byHash: new Map(nodes.map((node) => [toHex(keccak(toBytes(node))), toBytes(node)])), used: new Set() };
}

/** A node that no walk needed could be anything: a strict proof has none, nor one twice. */
export const isFullyUsed = (nodes: TrieNodes, given: readonly Hex[]): boolean => nodes.used.size === given.length;

export type TrieAnswer =
  | { readonly found: Uint8Array }
  /** The trie surely holds nothing under the key. */
  | "ABSENT"
  /** A node is missing or is no node. */
  | "BROKEN";

export const toNibbles = (bytes: Uint8Array): number[] => [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);

/** Walks from the root to the key, each step by hash. */
export function lookUp(nodes: TrieNodes, root: Uint8Array, key: Uint8Array): TrieAnswer {
  let path = toNibbles(key);
  let node = openByHash(nodes, root);
  for (;;) {
    if (node === undefined) return "BROKEN";
    const step = takeStep(node, path);
    if (step === "ABSENT" || step === "BROKEN" || "found" in step) return step;
    path = step.path;
    node = openReference(nodes, step.next);
  }
}

type Step = TrieAnswer | { readonly next: RlpItem; readonly path: number[] };

function takeStep(node: readonly RlpItem[], path: number[]): Step {
  if (node.length === 17) {
    const [nibble, ...rest] = path;
    const branch = node[nibble ?? 16];
    if (branch === undefined) return "BROKEN";
    if (nibble === undefined) return asValue(branch);
    return isBytes(branch, 0) ? "ABSENT" : { next: branch, path: rest };
  }
  const [encodedPath, target] = node;
  if (node.length !== 2 || !isBytes(encodedPath) || target === undefined) return "BROKEN";
  const shared = readHexPrefix(encodedPath);
  if (shared === undefined) return "BROKEN";
  const isPrefix = shared.nibbles.every((nibble, index) => nibble === path[index]);
  if (!isPrefix) return "ABSENT";
  const rest = path.slice(shared.nibbles.length);
  if (!shared.isLeaf) return shared.nibbles.length === 0 ? "BROKEN" : { next: target, path: rest };
  return rest.length === 0 ? asValue(target) : "ABSENT";
}

const asValue = (item: RlpItem): TrieAnswer => (!isBytes(item) ? "BROKEN" : item.length === 0 ? "ABSENT" : { found: item });

/** Hex-prefix of the yellow paper: flag nibble (2 leaf, 1 odd), then the path. */
function readHexPrefix(bytes: Uint8Array): { isLeaf: boolean; nibbles: number[] } | undefined {
  const [flag = 16, padding, ...rest] = toNibbles(bytes);
  if (flag > 3) return undefined;
  const isOdd = flag % 2 === 1;
  if (!isOdd && padding !== 0) return undefined;
  return { isLeaf: flag >= 2, nibbles: isOdd && padding !== undefined ? [padding, ...rest] : rest };
}

/** Longer nodes are referred to by hash, those under 32 bytes stand in their parent. */
function openReference(nodes: TrieNodes, reference: RlpItem): readonly RlpItem[] | undefined {
  if (isBytes(reference)) return reference.length === 32 ? openByHash(nodes, reference) : undefined;
  return encodeRlp(reference).length < 32 ? reference : undefined;
}

function openByHash({ byHash, used }: TrieNodes, hash: Uint8Array): readonly RlpItem[] | undefined {
  const bytes = byHash.get(toHex(hash));
  if (bytes === undefined) return undefined;
  used.add(toHex(hash));
  return decodeRlpList(bytes);
}
