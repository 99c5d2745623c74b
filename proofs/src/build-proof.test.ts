import { expect } from "chai";
import { BESU_FIXTURE_NAMES, readBesuFixture } from "../../test/support/besu-fixtures.ts";
import { buildReceiptProof, encodeHeader, ProofBuildError } from "./build-proof.ts";
import type { RpcBlock } from "./rpc-answers.ts";

describe("a proof made from a node's answers", () => {
  for (const name of BESU_FIXTURE_NAMES) {
    const { block, rawHeader, receipts, expected } = readBesuFixture(name);
    const rpcBlock = block as unknown as RpcBlock;

    it(`gives the raw header that Besu keeps: ${name}`, () => {
      expect(encodeHeader(rpcBlock, "qbft")).to.equal(rawHeader);
    });

    const { receiptProof } = expected;
    if (receiptProof !== null) it(`gives the receipt proof that an independent trie gave: ${name}`, () => {
      expect(buildReceiptProof(receipts, receiptProof.index, rpcBlock)).to.deep.equal(receiptProof.nodes);
    });
  }

  it("refuses a block that does not hash to what the node says", () => {
    const { block } = readBesuFixture("01-normal-with-events");
    expect(() => encodeHeader({ ...(block as unknown as RpcBlock), gasUsed: "0x1" }, "qbft")).to.throw(ProofBuildError).with.property("part", "HEADER");
  });

  it("refuses receipts of which one is missing", () => {
    const { block, receipts } = readBesuFixture("01-normal-with-events");
    expect(() => buildReceiptProof(receipts.slice(1), 0, block)).to.throw(ProofBuildError).with.property("part", "RECEIPTS");
  });
});
