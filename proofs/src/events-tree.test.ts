import { expect } from "chai";
import { concatHex, encodeAbiParameters, hashTypedData, keccak256, numberToHex, type Hex } from "viem";
import { reportAnchorTypedData, typedDataDomain } from "../../ledger-service/src/platform/chain/generated/typed-data.ts";
import { dayOf, periodOfDay, writeCanonicalJson } from "./close.ts";
import { eventLeaf, nextLogHead } from "./event-leaf.ts";
import { EMPTY_EVENTS_ROOT, eventPath, eventsRoot, rootOfPath } from "./events-tree.ts";
import { reportAnchorDigest } from "./report-anchor.ts";

const word = (value: number): Hex => numberToHex(value, { size: 32 });
const leavesOf = (count: number): Hex[] => Array.from({ length: count }, (_, index) => word(index + 1));

describe("leaves and trees of a day's events", () => {
  it("hashes a leaf as the contracts' own encoding does", () => {
    const types = ["uint64", "bytes32", "bytes32", "uint32", "address", "bytes32[]", "bytes"].map((type) => ({ type }));
    for (const [topics, data] of [[[], "0x"], [[word(1)], "0x01"], [[word(1), word(2), word(3), word(4)], `0x${"ab".repeat(64)}`]] as const) {
      const log = { blockNumber: 77n, blockHash: word(8), transactionHash: word(9), logIndex: 3, address: `0x${"c0".repeat(20)}`, topics, data } as const;
      const encoded = encodeAbiParameters(types, [log.blockNumber, log.blockHash, log.transactionHash, log.logIndex, log.address, [...topics], data]);
      expect(eventLeaf(log)).to.equal(keccak256(concatHex(["0x00", keccak256(encoded)])));
    }
  });

  it("joins leaves two by two and promotes the odd one", () => {
    const [a, b, c] = [word(1), word(2), word(3)];
    const join = (left: Hex, right: Hex): Hex => keccak256(concatHex(["0x01", left, right]));
    expect(eventsRoot([])).to.equal(EMPTY_EVENTS_ROOT);
    expect(eventsRoot([a])).to.equal(a);
    expect(eventsRoot([a, b, c])).to.equal(join(join(a, b), c));
    expect(nextLogHead(a, b)).to.equal(keccak256(concatHex([a, b])));
  });

  it("leads from every leaf of every small tree to its root, and from nowhere else", () => {
    for (let leafCount = 1; leafCount <= 17; leafCount += 1) {
      const leaves = leavesOf(leafCount);
      const root = eventsRoot(leaves);
      leaves.forEach((leaf, leafIndex) => {
        const path = eventPath(leaves, leafIndex);
        expect(rootOfPath({ leaf, leafIndex, leafCount, path })).to.equal(root);
        expect(rootOfPath({ leaf: word(99), leafIndex, leafCount, path })).to.not.equal(root);
        expect(rootOfPath({ leaf, leafIndex, leafCount, path: [...path, word(5)] })).to.equal(undefined);
        if (path.length > 0) expect(rootOfPath({ leaf, leafIndex, leafCount, path: path.slice(1) })).to.equal(undefined);
      });
      expect(rootOfPath({ leaf: word(1), leafIndex: leafCount, leafCount, path: [] })).to.equal(undefined);
    }
    expect(() => eventPath(leavesOf(3), 3)).to.throw(RangeError);
  });

  it("signs over the digest that EIP-712 and the contracts compute", () => {
    const reportAnchors = `0x${"e4".repeat(20)}` as const;
    expect(reportAnchorDigest({ cityId: 3, kind: "DAILY_CLOSE", period: 20261124, reportHash: word(7), validBefore: 1_795_700_000 }, { chainId: 20271, reportAnchors })).to.equal(hashTypedData({
      domain: { ...typedDataDomain, chainId: 20271, verifyingContract: reportAnchors }, types: reportAnchorTypedData.types, primaryType: "ReportAnchor",
      message: { cityId: 3, kind: 1, period: 20261124, reportHash: word(7), validBefore: 1_795_700_000n },
    }));
  });

  it("takes the civil day of Toronto, across midnight and summer time", () => {
    const at = (iso: string): string => dayOf(Date.parse(iso) / 1_000);
    expect(at("2026-11-25T04:59:59Z")).to.equal("2026-11-24");
    expect(at("2026-11-25T05:00:00Z")).to.equal("2026-11-25");
    expect(at("2026-07-02T03:59:59Z")).to.equal("2026-07-01");
    expect(periodOfDay("2026-11-24")).to.equal(20_261_124);
  });

  it("writes JSON in one way only", () => {
    expect(writeCanonicalJson({ b: [1, "é", null], a: { d: true, c: "1" } })).to.equal('{"a":{"c":"1","d":true},"b":[1,"é",null]}');
  });
});
