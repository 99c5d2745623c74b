import { expect } from "chai";
import { formatBlock } from "viem";
import { BESU_FIXTURE_NAMES, readBesuFixture, type BesuFixtureName } from "../support/besu-fixtures.ts";
import { readSeals } from "../../ledger-service/src/modules/governance/read-seals.ts";

const blockOf = (name: BesuFixtureName) => formatBlock(readBesuFixture(name).block);

describe("seals of real Besu blocks, from what the node answers", () => {
  for (const name of BESU_FIXTURE_NAMES) {
    it(`names the cities' keys of ${name} in the order of the seals`, () => {
      const { expected } = readBesuFixture(name);
      expect(readSeals(blockOf(name))).to.deep.equal(expected.sealedBy.map((sealer) => sealer.toLowerCase()));
    });
  }

  it("says nothing of fields that are not the block's own", () => {
    const [name] = BESU_FIXTURE_NAMES;
    if (name === undefined) throw new Error("no fixture");
    expect(readSeals({ ...blockOf(name), timestamp: 1n })).to.equal(undefined);
    expect(readSeals({ ...blockOf(name), extraData: "0x616e76696c" })).to.equal(undefined);
  });
});
