import { expect } from "chai";
import { toHex, toWord, utf8 } from "./bytes.ts";
import { isFullyUsed, lookUp, openTrieNodes } from "./merkle-trie.ts";
import { buildTrie, proveKeys } from "./trie-builder.ts";

type Words = readonly (readonly [key: string, value: string])[];
const entriesOf = (words: Words): (readonly [Uint8Array, Uint8Array])[] => words.map(([key, value]) => [utf8(key), utf8(value)]);

/** Roots from the public tests of Ethereum (TrieTests/trieanyorder.json); keys lie inside one another and nodes inside nodes. */
const PUPPY: Words = [["do", "verb"], ["horse", "stallion"], ["doge", "coin"], ["dog", "puppy"]];
const DOGS: Words = [["doe", "reindeer"], ["dog", "puppy"], ["dogglesworth", "cat"]];

describe("Merkle-Patricia tries", () => {
  it("have the roots of Ethereum's own tests, in whatever order they are built", () => {
    const rootOf = (words: Words): string => toHex(buildTrie(entriesOf(words)).root);
    expect(rootOf(PUPPY)).to.equal("0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84");
    expect(rootOf(PUPPY.toReversed())).to.equal(rootOf(PUPPY));
    expect(rootOf(DOGS)).to.equal("0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3");
    expect(rootOf([])).to.equal("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
  });

  it("prove each key with its own nodes only, and prove that a key is absent", () => {
    for (const words of [PUPPY, DOGS]) {
      const trie = buildTrie(entriesOf(words));
      for (const [key, value] of words) {
        const proof = proveKeys(trie, [utf8(key)]);
        const nodes = openTrieNodes(proof);
        expect(lookUp(nodes, trie.root, utf8(key))).to.deep.equal({ found: utf8(value) });
        expect(isFullyUsed(nodes, proof)).to.equal(true);
      }
      for (const absent of ["d", "dogs", "cat", "dogglesworthy"]) {
        expect(lookUp(openTrieNodes(proveKeys(trie, [utf8(absent)])), trie.root, utf8(absent)), absent).to.equal("ABSENT");
      }
    }
  });

  it("break wherever a node is missing, and notice one that is not needed or stands twice", () => {
    const trie = buildTrie(Array.from({ length: 200 }, (_, index) => [toWord(index * 977), toWord(index)]));
    const key = toWord(977 * 150);
    const proof = proveKeys(trie, [key]);
    expect(proof.length).to.be.greaterThan(2);
    proof.forEach((_, index) => expect(lookUp(openTrieNodes(proof.toSpliced(index, 1)), trie.root, key)).to.equal("BROKEN"));
    for (const more of [proveKeys(trie, [toWord(0)]).at(-1), proof[0]]) {
      const given = [...proof, more ?? "0x"];
      const nodes = openTrieNodes(given);
      expect(lookUp(nodes, trie.root, key)).to.deep.equal({ found: toWord(150) });
      expect(isFullyUsed(nodes, given)).to.equal(false);
    }
  });
});
