import { expect } from "chai";
import { AbiCoder, id, ZeroAddress, ZeroHash } from "ethers";
import { roleId } from "../../scripts/deploy/power-names.ts";
import { ethers, loadFixture } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { deployMaille } from "../support/fixture.ts";

async function withRegistrar() {
  const maille = await deployMaille();
  const { contracts, deployed, impersonate, relayer } = maille;
  const registrar = sentBy(contracts.institutionAccounts, await impersonate(deployed.addresses.participants));
  const carrefour = await ethers.getContractAt("InstitutionAccount", maille.carrefour.account, relayer);
  return { ...maille, registrar, account: carrefour };
}

describe("InstitutionAccounts", () => {
  describe("create", () => {
    it("makes a clone at the predicted address and remembers it [S4]", async () => {
      const { contracts, registrar } = await loadFixture(withRegistrar);
      const predicted = await contracts.institutionAccounts.predict(id("a salt"));
      expect(await contracts.institutionAccounts.isInstitutionAccount(predicted)).to.equal(false);
      await expect(registrar.create(id("a salt")))
        .to.emit(contracts.institutionAccounts, "InstitutionAccountCreated")
        .withArgs(predicted, id("a salt"));
      expect(await contracts.institutionAccounts.isInstitutionAccount(predicted)).to.equal(true);
    });

    it("makes a minimal clone, never a contract of its own [W20]", async () => {
      const { carrefour } = await loadFixture(withRegistrar);
      const code = await ethers.provider.getCode(carrefour.account);
      expect((code.length - 2) / 2).to.equal(45);
    });

    it("refuses a salt twice", async () => {
      const { registrar } = await loadFixture(withRegistrar);
      await registrar.create(id("a salt"));
      await expect(registrar.create(id("a salt"))).to.be.revertedWithCustomError(registrar, "FailedDeployment");
    });

    it("is the registrar's alone", async () => {
      const { contracts, relayer } = await loadFixture(withRegistrar);
      await expect(contracts.institutionAccounts.create(id("a salt")))
        .to.be.revertedWithCustomError(contracts.institutionAccounts, "InstitutionAccountsNotRegistrar")
        .withArgs(await relayer.getAddress());
    });
  });
});

describe("InstitutionAccount", () => {
  /** A schema without a resolver, so that the account's own doing is seen. */
  async function withOpenSchema() {
    const maille = await withRegistrar();
    const { contracts, deployed, decide, relayer, account } = maille;
    const schema = await contracts.schemaRegistry.register.staticCall("uint256 figure", ZeroAddress, true);
    await contracts.schemaRegistry.register("uint256 figure", ZeroAddress, true);
    const door = await maille.impersonate(deployed.addresses.earningSheets);
    const data = AbiCoder.defaultAbiCoder().encode(["uint256"], [7]);
    const byDoor = sentBy(account, door);
    /** @returns the uid: it holds the block's time, hence is read from the event */
    const attest = async (): Promise<string> => {
      const { blockNumber } = await (await byDoor.getFunction("attest")(schema, data)).wait();
      const [event] = await contracts.eas.queryFilter("Attested", blockNumber, blockNumber);
      if (event === undefined || !("args" in event)) throw new Error("nothing was attested");
      return event.args.uid;
    };
    return { ...maille, schema, data, byDoor, attest, decide, relayer };
  }

  describe("attest", () => {
    it("attests in its own name: revocable, without expiry, recipient or reference", async () => {
      const { contracts, data, attest, carrefour } = await loadFixture(withOpenSchema);
      const kept = await contracts.eas.getAttestation(await attest());
      expect(kept.attester).to.equal(carrefour.account);
      expect([kept.revocable, kept.expirationTime, kept.recipient, kept.refUID, kept.data]).to.deep.equal([
        true,
        0n,
        ZeroAddress,
        ZeroHash,
        data,
      ]);
    });

    it("refuses everyone without the DOOR role, its own coordinator's sender included", async () => {
      const { schema, data, account, relayer } = await loadFixture(withOpenSchema);
      for (const [fn, args] of [["attest", [schema, data]], ["revoke", [schema, ZeroHash]]] as const) {
        await expect(account.getFunction(fn)(...args))
          .to.be.revertedWithCustomError(account, "InstitutionAccountNotDoor")
          .withArgs(await relayer.getAddress());
      }
    });

    it("obeys a new door as soon as the council moves the role, and the old one no longer", async () => {
      const { contracts, schema, data, account, byDoor, decide, relayer, deployed } = await loadFixture(withOpenSchema);
      const [oldDoor, newDoor] = [deployed.addresses.earningSheets, await relayer.getAddress()];
      await decide({ to: contracts.authority, fn: "grantRole", args: [roleId("DOOR"), newDoor] });
      await decide({ to: contracts.authority, fn: "revokeRole", args: [roleId("DOOR"), oldDoor] });
      await account.getFunction("attest")(schema, data);
      await expect(byDoor.getFunction("attest")(schema, data))
        .to.be.revertedWithCustomError(account, "InstitutionAccountNotDoor")
        .withArgs(oldDoor);
    });
  });

  describe("revoke", () => {
    it("revokes its own attestation", async () => {
      const { contracts, schema, byDoor, attest } = await loadFixture(withOpenSchema);
      const uid = await attest();
      await byDoor.getFunction("revoke")(schema, uid);
      expect((await contracts.eas.getAttestation(uid)).revocationTime).not.to.equal(0n);
    });
  });

  it("executes nothing else and receives no value", async () => {
    const { account, relayer } = await loadFixture(withOpenSchema);
    const to = await account.getAddress();
    await expect(relayer.sendTransaction({ to, value: 1n })).to.be.revert(ethers);
    await expect(relayer.sendTransaction({ to, data: id("execute(address,bytes)").slice(0, 10) })).to.be.revert(ethers);
    const functions = account.interface.fragments.filter(({ type }) => type === "function");
    expect(functions).to.have.length(2);
  });
});
