import { expect } from "chai";
import { BESU_FIXTURE_NAMES, readBesuFixture, type BesuFixtureName } from "../../test/support/besu-fixtures.ts";
import { readBlockHeader } from "./block-header.ts";
import { toBytes, toHex } from "./bytes.ts";
import { checkSeals } from "./check-seals.ts";
import { readNetworkFile, type NetworkFile } from "./network-file.ts";
import { readProvedReceipt } from "./receipt.ts";
import { quorumOf, readValidators } from "./validator-set.ts";

/** The network of a fixture, its validators numbered from 1 as cities. */
function networkOf(name: BesuFixtureName): NetworkFile {
  const { validators } = readBesuFixture(name);
  const address = `0x${"11".repeat(20)}`;
  return readNetworkFile({
    format: "maille-network/1", name: "Banc d’essai", chainId: 20271, genesisHash: `0x${"22".repeat(32)}`, consensus: "qbft",
    consortium: "0x0000000000000000000000000000000000008888",
    checkpoint: { blockNumber: 0, blockHash: `0x${"22".repeat(32)}`, validators: validators.map((validator, index) => ({ address: validator, cityId: index + 1 })) },
    cities: [], contracts: { earningSheets: address, serviceExchanges: address, redemptionDesk: address, reportAnchors: address }, deploymentBlock: 1, isTrial: true,
  });
}

describe("blocks of real Besu networks", () => {
  for (const name of BESU_FIXTURE_NAMES) {
    describe(name, () => {
      const fixture = readBesuFixture(name);
      const network = networkOf(name);
      const header = readBlockHeader(fixture.rawHeader, "qbft");

      it("has the block hash, the seal hash and the round that Besu says", () => {
        expect(header.blockHash).to.equal(fixture.expected.blockHash);
        expect(header.seals?.sealHash).to.equal(fixture.expected.sealHash);
        expect(header.seals?.round).to.equal(fixture.expected.round);
        expect(header.parentHash).to.equal(fixture.parent.hash);
        expect(toHex(header.receiptsRoot)).to.equal(fixture.expected.receiptsRoot);
      });

      it("is sealed by exactly the quorum of those who might", () => {
        const sealers = checkSeals(header, network.checkpoint.validators);
        expect(sealers.map(({ address }) => address)).to.deep.equal(fixture.expected.sealedBy.map((address) => address.toLowerCase()));
        expect(sealers).to.have.length(quorumOf(fixture.validators.length));
        expect(quorumOf(fixture.validators.length)).to.equal(fixture.expected.quorum);
      });

      it("takes its validators from the parent's state, or from its own header", () => {
        if (fixture.validatorsProof === null) {
          expect([...(header.seals?.headerValidators ?? [])].sort()).to.deep.equal([...fixture.validators].sort());
          return;
        }
        const { accountProof, storageProof } = fixture.validatorsProof;
        const nodes = [...new Set(storageProof.flatMap(({ proof }) => proof))];
        const found = readValidators(toBytes(fixture.parent.stateRoot), { accountProof, storageProof: nodes }, network, header.number - 1);
        expect(found.map(({ address }) => address).sort()).to.deep.equal([...fixture.validators].sort());
        expect(found.every(({ cityId }) => cityId > 0)).to.equal(true);
      });

      const { receiptProof } = fixture.expected;
      if (receiptProof !== null) it("holds the receipt that its proof leads to", () => {
        const logs = readProvedReceipt(header.receiptsRoot, receiptProof.index, receiptProof.nodes);
        const expected = fixture.receipts[receiptProof.index]?.logs ?? [];
        expect(logs.map(({ address, topics, data }) => ({ address, topics, data: toHex(data) })))
          .to.deep.equal(expected.map(({ address, topics, data }) => ({ address, topics, data })));
      });
    });
  }
});
