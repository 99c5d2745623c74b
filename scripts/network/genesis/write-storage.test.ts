import { expect } from "chai";
import { encodeAbiParameters, type Hex, keccak256, numberToHex } from "viem";
import type { StorageLayout } from "./storage-layout.ts";
import { StorageMismatch, writeStorage } from "./write-storage.ts";

/** uint8[] ids; mapping(uint8 => Pair) pairs; Pair[] list; bool flag; uint64 at; struct Pair { address who; uint8 id; uint256 big } */
const layout: StorageLayout = {
  storage: [
    { label: "ids", slot: 0n, offset: 0, type: "ids" },
    { label: "pairs", slot: 1n, offset: 0, type: "pairs" },
    { label: "list", slot: 2n, offset: 0, type: "list" },
    { label: "flag", slot: 3n, offset: 0, type: "bool" },
    { label: "at", slot: 3n, offset: 1, type: "uint64" },
    { label: "text", slot: 4n, offset: 0, type: "string" },
  ],
  types: {
    bool: { encoding: "inplace", numberOfBytes: 1 },
    uint8: { encoding: "inplace", numberOfBytes: 1 },
    uint64: { encoding: "inplace", numberOfBytes: 8 },
    uint256: { encoding: "inplace", numberOfBytes: 32 },
    address: { encoding: "inplace", numberOfBytes: 20 },
    string: { encoding: "bytes", numberOfBytes: 32 },
    ids: { encoding: "dynamic_array", numberOfBytes: 32, base: "uint8" },
    list: { encoding: "dynamic_array", numberOfBytes: 32, base: "pair" },
    pairs: { encoding: "mapping", numberOfBytes: 32, key: "uint8", value: "pair" },
    pair: {
      encoding: "inplace", numberOfBytes: 64,
      members: [
        { label: "who", slot: 0n, offset: 0, type: "address" },
        { label: "id", slot: 0n, offset: 20, type: "uint8" },
        { label: "big", slot: 1n, offset: 0, type: "uint256" },
      ],
    },
  },
};
const word = (value: bigint | number): Hex => numberToHex(value, { size: 32 });
const after = (hash: Hex, slots: bigint): Hex => word(BigInt(hash) + slots);
const AICHA: Hex = `0x${"a1".repeat(20)}`;

describe("writeStorage", () => {
  it("packs small items of an array, thirty-two to a word", () => {
    const ids = Array.from({ length: 33 }, (_, index) => index + 1);
    const base = keccak256(word(0));
    const written = writeStorage(layout, { ids });
    expect(written[word(0)]).to.equal(word(33));
    expect(written[base]).to.equal(`0x${ids.slice(0, 32).reverse().map((id) => id.toString(16).padStart(2, "0")).join("")}`);
    expect(written[after(base, 1n)]).to.equal(word(33));
  });

  it("puts a struct's members where the compiler does, in arrays and mappings", () => {
    const pair = { who: AICHA, id: 7, big: 5n };
    const packed: Hex = `0x${"0".repeat(22)}07${AICHA.slice(2)}`;
    const list = keccak256(word(2));
    expect(writeStorage(layout, { list: [{ id: 1 }, pair] })).to.deep.equal({
      [word(2)]: word(2),
      [list]: `0x${"0".repeat(22)}01${"0".repeat(40)}`,
      [after(list, 2n)]: packed,
      [after(list, 3n)]: word(5),
    });
    const at = keccak256(encodeAbiParameters([{ type: "uint8" }, { type: "uint256" }], [9, 1n]));
    expect(writeStorage(layout, { pairs: new Map([[9, pair]]) })).to.deep.equal({ [at]: packed, [after(at, 1n)]: word(5) });
  });

  it("lets variables share a word, and leaves zero words out", () => {
    expect(writeStorage(layout, { flag: true, at: 0x0102n })).to.deep.equal({ [word(3)]: word(0x010201) });
    expect(writeStorage(layout, { flag: false, at: 0 })).to.deep.equal({});
  });

  it("refuses a variable that the contract lacks, a member too many, a value too large, a string", () => {
    expect(() => writeStorage(layout, { nothing: 1 })).to.throw(StorageMismatch, /nothing/);
    expect(() => writeStorage(layout, { list: [{ other: 1 }] })).to.throw(StorageMismatch, /list\[0\]\.other/);
    expect(() => writeStorage(layout, { at: 1n << 64n })).to.throw(StorageMismatch, /does not fit/);
    expect(() => writeStorage(layout, { text: "0x01" })).to.throw(StorageMismatch, /text/);
  });
});
