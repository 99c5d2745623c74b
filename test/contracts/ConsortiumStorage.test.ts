import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { AbiCoder, keccak256, toBeHex } from "ethers";
import { artifacts } from "hardhat";
import { ethers, loadFixture } from "../support/chain.ts";
import { deployConsortium, memberOf, membersUpTo } from "../support/members.ts";

interface Placed {
  readonly label: string;
  readonly slot: string;
  readonly offset: number;
}

interface CompiledContract {
  readonly storageLayout: {
    readonly storage: readonly Placed[];
    readonly types: Readonly<Record<string, { readonly label: string; readonly members?: readonly Placed[] }>>;
  };
  readonly evm: { readonly deployedBytecode: { readonly object: string; readonly immutableReferences: object } };
}

interface BuildOutput {
  readonly output: { readonly contracts: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>> };
}

/** What the compiler said of the contract, from its own output. */
async function compiledConsortium(): Promise<CompiledContract> {
  const buildInfoId = await artifacts.getBuildInfoId("contracts/governance/Consortium.sol:Consortium");
  const path = buildInfoId === undefined ? undefined : await artifacts.getBuildInfoOutputPath(buildInfoId);
  if (path === undefined) throw new Error("no output of the build");
  const build = JSON.parse(await readFile(path, "utf8")) as BuildOutput; // written by this very compile
  const compiled = build.output.contracts["project/contracts/governance/Consortium.sol"]?.["Consortium"];
  if (compiled === undefined) throw new Error("the build has no Consortium");
  return compiled;
}

const four = () => deployConsortium(4);
const six = () => deployConsortium(6);

// Measured code is not what a network runs.
const itUnmeasured = process.argv.includes("--coverage") ? it.skip : it;

describe("Consortium", () => {
  describe("storage, which proofs and the genesis read", () => {
    const word = (address: string, slot: bigint) => ethers.provider.getStorage(address, slot);

    it("holds in slot 0 the array of validators, address in the low 160 bits and city above, in slot 1 the timelock", async () => {
      const { consortium, timelock } = await loadFixture(six);
      const address = await consortium.getAddress();
      const base = BigInt(keccak256(toBeHex(0, 32)));
      expect(BigInt(await word(address, 0n))).to.equal(6n);
      for (const [index, { cityId, validator }] of membersUpTo(6).entries()) {
        expect(BigInt(await word(address, base + BigInt(index)))).to.equal(BigInt(validator) | (BigInt(cityId) << 160n));
      }
      expect(BigInt(await word(address, 1n))).to.equal(BigInt(timelock.address));

      await consortium.suspend(2);
      expect(BigInt(await word(address, 0n))).to.equal(5n);
      expect(BigInt(await word(address, base + 1n))).to.equal(BigInt(memberOf(3).validator) | (3n << 160n));
      expect(BigInt(await word(address, base + 5n))).to.equal(0n);
    });

    itUnmeasured("is laid out by the compiler as said, and its code is the compiler's: nothing is written into it when it is made", async () => {
      const { consortium } = await loadFixture(six);
      const { storageLayout, evm } = await compiledConsortium();
      expect(storageLayout.storage.map(({ label, slot, offset }) => [label, slot, offset])).to.deep.equal([
        ["_validators", "0", 0], ["_timelock", "1", 0], ["_memberIds", "2", 0], ["_members", "3", 0], ["_populations", "4", 0],
        ["_weights", "5", 0], ["_totalWeight", "6", 0], ["_activeCount", "7", 0], ["_changeCount", "8", 0], ["_validatorOwners", "9", 0],
      ]);
      const element = Object.values(storageLayout.types).find(({ label }) => label === "struct Validator");
      expect(element?.members?.map(({ label, slot, offset }) => [label, slot, offset])).to.deep.equal([["account", "0", 0], ["cityId", "0", 20]]);
      expect(evm.deployedBytecode.immutableReferences).to.deep.equal({});
      expect(await ethers.provider.getCode(await consortium.getAddress())).to.equal(`0x${evm.deployedBytecode.object}`);
    });

    it("answers a call of its function with an ABI array of addresses, as QBFT reads it", async () => {
      const { consortium } = await loadFixture(four);
      const answer = await ethers.provider.call({ to: await consortium.getAddress(), data: "0xb7ab4db5" });
      expect(AbiCoder.defaultAbiCoder().decode(["address[]"], answer)[0]).to.deep.equal(membersUpTo(4).map(({ validator }) => validator));
    });
  });
});
