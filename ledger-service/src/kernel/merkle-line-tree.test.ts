import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { getAddress, keccak256, stringToBytes, type Hex } from "viem";
import { buildLineTree, isLineProven, type SheetLine } from "./merkle-line-tree.ts";

const hash = (text: string): Hex => keccak256(stringToBytes(text));
const sheetId = hash("a sheet");
const lines: SheetLine[] = Array.from({ length: 11 }, (_, index) => ({
  index,
  account: getAddress(hash(`account ${index}`).slice(0, 42)),
  quantity: BigInt(15 * (index + 1)),
  salt: hash(`salt ${index}`),
}));

describe("buildLineTree", () => {
  it("has the root of OpenZeppelin's StandardMerkleTree over the same fields", () => {
    const typehash = hash("Line(bytes32 sheetId,uint32 index,address account,uint64 quantity,bytes32 salt)");
    const standard = StandardMerkleTree.of(
      lines.map(({ index, account, quantity, salt }) => [typehash, sheetId, index, account, quantity, salt]),
      ["bytes32", "bytes32", "uint32", "address", "uint64", "bytes32"],
    );
    expect(buildLineTree(sheetId, lines).root).to.equal(standard.root);
  });

  it("proves each line, and no line with another quantity, account, index, salt or sheet", () => {
    const tree = buildLineTree(sheetId, lines);
    for (const line of lines) {
      const proof = tree.proofOf(line.index);
      expect(isLineProven(tree.root, sheetId, line, proof)).to.equal(true);
      expect(isLineProven(tree.root, sheetId, { ...line, quantity: line.quantity + 1n }, proof)).to.equal(false);
      expect(isLineProven(tree.root, sheetId, { ...line, index: line.index + 1 }, proof)).to.equal(false);
      expect(isLineProven(tree.root, sheetId, { ...line, salt: sheetId }, proof)).to.equal(false);
      expect(isLineProven(tree.root, hash("another sheet"), line, proof)).to.equal(false);
    }
  });

  it("proves the only line of a sheet of one", () => {
    const [only] = lines;
    if (only === undefined) throw new Error("no line");
    const tree = buildLineTree(sheetId, [only]);
    expect(tree.proofOf(0)).to.deep.equal([]);
    expect(isLineProven(tree.root, sheetId, only, [])).to.equal(true);
  });
});
