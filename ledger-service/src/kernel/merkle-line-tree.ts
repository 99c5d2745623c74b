import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { encodeAbiParameters, keccak256, toBytes, type Address, type Hex } from "viem";

/** A line of a sheet, as its leaf holds it. `quantity` in the programme's unit; `salt` random per line [X2]. */
export interface SheetLine {
  readonly index: number;
  readonly account: Address;
  readonly quantity: bigint;
  readonly salt: Hex;
}

export interface LineTree {
  readonly root: Hex;
  proofOf(index: number): Hex[];
}

const lineTypehash = keccak256(
  toBytes("Line(bytes32 sheetId,uint32 index,address account,uint64 quantity,bytes32 salt)"),
);

/** keccak256(keccak256(abi.encode(LINE_TYPEHASH, sheetId, index, account, quantity, salt))), as `EarningSheets` checks it. */
export function lineLeaf(sheetId: Hex, line: SheetLine): Hex {
  const inner = keccak256(
    encodeAbiParameters(
      [
        { type: "bytes32" },
        { type: "bytes32" },
        { type: "uint32" },
        { type: "address" },
        { type: "uint64" },
        { type: "bytes32" },
      ],
      [lineTypehash, sheetId, line.index, line.account, line.quantity, line.salt],
    ),
  );
  return keccak256(inner);
}

/** The tree of a whole sheet; indexes must be 0, 1, 2… in order. */
export function buildLineTree(sheetId: Hex, lines: readonly SheetLine[]): LineTree {
  const leaves = lines.map((line) => lineLeaf(sheetId, line));
  const tree = SimpleMerkleTree.of(leaves);
  return {
    root: asHex(tree.root),
    proofOf(index) {
      const leaf = leaves[index];
      if (leaf === undefined) throw new RangeError(`No line ${index} on this sheet`);
      return tree.getProof(leaf).map(asHex);
    },
  };
}

/** Whether `proof` leads from a line to the root. */
export function isLineProven(root: Hex, sheetId: Hex, line: SheetLine, proof: readonly Hex[]): boolean {
  return SimpleMerkleTree.verify(root, lineLeaf(sheetId, line), [...proof]);
}

function asHex(text: string): Hex {
  return `0x${text.slice(2)}`;
}
