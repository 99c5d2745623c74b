import { readFileSync } from "node:fs";
import { expect } from "chai";
import { genesisHash, genesisStateRoot } from "./genesis-hash.ts";
import { buildGenesis, CONSORTIUM_ADDRESS, CONTRACT_MODE_EXTRA_DATA } from "./genesis.ts";
import { SYSTEM_CONTRACTS } from "./system-contracts.ts";

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/support/fixtures/besu/${name}.json`, import.meta.url), "utf8"));

const input = {
  chainId: 20_271, timestampSeconds: 0, blockPeriodSeconds: 1, requestTimeoutSeconds: 4, emptyBlockPeriodSeconds: undefined,
  blockGasLimit: 0x1f_ffff_ffff_ffffn, transactionGasLimit: 16_777_216n, founding: {},
};

describe("buildGenesis", () => {
  it("writes what a real network of Besu began with, field by field [B1]", () => {
    const { alloc: ours, config, ...head } = buildGenesis(input);
    const { alloc: theirs, config: theirConfig, ...theirHead } = fixture("genesis");
    expect(head).to.deep.equal(theirHead);
    const { qbft, contractSizeLimit: _, ...forks } = config;
    const { qbft: theirQbft, contractSizeLimit: __, ...theirForks } = theirConfig;
    expect(forks).to.deep.equal(theirForks);
    const { pertxgaslimit, ...consensus } = qbft;
    expect(consensus).to.deep.equal(theirQbft);
    expect(pertxgaslimit).to.equal(16_777_216);
    const consortium = CONSORTIUM_ADDRESS.slice(2);
    const { [consortium]: theirConsortium, ...theirSystem } = theirs;
    expect(theirConsortium).not.to.equal(undefined);
    expect(ours).to.deep.equal(theirSystem);
  });

  it("begins in contract mode, with no validator in the header, and switches by no transition [B2]", () => {
    const genesis = buildGenesis(input);
    expect(genesis.extraData).to.equal(CONTRACT_MODE_EXTRA_DATA);
    expect(genesis.extraData).to.equal(`0xe5a0${"0".repeat(64)}c0c080c0`);
    expect(genesis.config).not.to.have.property("transitions");
  });

  it("writes a longer wait between empty blocks only when it is asked for", () => {
    expect(buildGenesis(input).config.qbft).not.to.have.property("xemptyblockperiodseconds");
    expect(buildGenesis({ ...input, emptyBlockPeriodSeconds: 60 }).config.qbft).to.have.property("xemptyblockperiodseconds", 60);
  });

  it("gives the system contracts an unused queue where they have one", () => {
    const withStorage = Object.values(SYSTEM_CONTRACTS).filter(({ storage }) => storage !== undefined);
    expect(withStorage).to.have.length(2);
    for (const { storage } of withStorage) expect(storage).to.deep.equal({ [`0x${"0".repeat(64)}`]: `0x${"f".repeat(64)}` });
  });
});

describe("genesisHash", () => {
  // Read from block 0 of Besu 25.8.0, started with the genesis of the fixture.
  it("is the one that real Besu computes, state root included", () => {
    const genesis = fixture("genesis");
    expect(genesisStateRoot(genesis)).to.equal("0xd1ead584b00260959886ff3233005c003e8ad8337a77156cc2e61698cb7fc442");
    expect(genesisHash(genesis)).to.equal("0x787949c9bfd6bc2df232accb3904cdf2ed01c8f9412d88179ba2961365396cb6");
  });

  it("changes with one word of storage", () => {
    const genesis = fixture("genesis");
    const { storage } = genesis.alloc[CONSORTIUM_ADDRESS.slice(2)];
    storage[`0x${"0".repeat(64)}`] = "0x01";
    expect(genesisHash(genesis)).not.to.equal("0x787949c9bfd6bc2df232accb3904cdf2ed01c8f9412d88179ba2961365396cb6");
  });
});
