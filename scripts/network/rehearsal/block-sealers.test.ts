import { readFileSync } from "node:fs";
import { expect } from "chai";
import { blockSealers } from "./block-sealers.ts";

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/support/fixtures/besu/${name}.json`, import.meta.url), "utf8"));
const lower = (addresses: readonly string[]): string[] => addresses.map((address) => address.toLowerCase());

describe("blockSealers", () => {
  for (const name of ["01-normal-with-events", "03-first-after-halt"]) {
    it(`recovers who sealed a block of real Besu, whatever its round (${name})`, async () => {
      const { block, expected } = fixture(name);
      const { round, sealedBy } = await blockSealers(block);
      expect(round).to.equal(expected.round);
      expect(lower(sealedBy)).to.deep.equal(lower(expected.sealedBy));
    });
  }

  it("recovers others when the header is another", async () => {
    const { block, expected } = fixture("01-normal-with-events");
    const { sealedBy } = await blockSealers({ ...block, gasUsed: "0x1" });
    expect(lower(sealedBy)).not.to.include.members(lower(expected.sealedBy));
  });
});
