import { expect } from "chai";
import { id, keccak256, ZeroAddress, AbiCoder } from "ethers";
import { AccountKind, AccountStatus, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { powerId, roleId } from "../../scripts/deploy/power-names.ts";
import { accountOf, denis, francois, helene, marthe, paul, serviceOfBrossard, solange, sylvie } from "../support/actors.ts";
import type { Holder } from "../support/acts.ts";
import { loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { walletSigner } from "../support/signers.ts";

/** The founded network, with Camille: staff of Brossard, without a power yet. */
async function withCamille() {
  const maille = await deployMaille();
  const { contracts, signing } = maille;
  const signer = walletSigner("Camille");
  const camille: Holder = { account: accountOf("Camille"), signer };
  const opening = { account: camille.account, kind: AccountKind.STAFF, signerKind: SignerKind.FULL, signer: signer.bytes };
  const act = { cityId: 1, openings: [opening], validBefore: await inAnHour() };
  await contracts.accounts.open(act, signing.approve(serviceOfBrossard, "OpenAccounts", act));

  const grantOf = async (changes: Record<string, unknown> = {}) => ({
    cityId: 1,
    power: powerId("TREASURY"),
    officer: camille.account,
    granted: true,
    revision: 0,
    validBefore: await inAnHour(),
    ...changes,
  });
  const grant = async (changes: Record<string, unknown> = {}, officers: readonly Holder[] = [solange]) => {
    const act = await grantOf(changes);
    return contracts.authority.grant(act, signing.approveAll(officers, "PowerGrant", act));
  };
  const suspend = async (officer: Holder) => {
    const { revision } = await contracts.accounts.account(officer.account);
    const change = { account: officer.account, status: AccountStatus.SUSPENDED, revision, validBefore: await inAnHour() };
    await contracts.accounts.changeStatus(change, [signing.approve(solange, "AccountStatusChange", change)]);
  };
  const check = async (officers: readonly Holder[], needed = 1, power = powerId("PROGRAMME"), cityId = 1) => {
    const digest = id("an act of the city");
    const approvals = officers.map(({ account, signer: key }) => ({
      officer: account,
      signer: key.bytes,
      signature: key.sign(digest),
    }));
    return contracts.authority.checkApprovals(cityId, power, digest, await inAnHour(), approvals, needed);
  };
  return { ...maille, camille, grantOf, grant, suspend, check };
}

describe("Authority", () => {
  describe("roleOf", () => {
    it("scopes a power to one city", async () => {
      const { contracts } = await loadFixture(withCamille);
      const expected = keccak256(AbiCoder.defaultAbiCoder().encode(["uint8", "bytes32"], [1, powerId("ADMIN")]));
      expect(await contracts.authority.roleOf(1, powerId("ADMIN"))).to.equal(expected);
      expect(await contracts.authority.roleOf(2, powerId("ADMIN"))).not.to.equal(expected);
    });
  });

  describe("grant", () => {
    it("gives a power on one ADMIN's signature and says who approved", async () => {
      const { contracts, camille, grant } = await loadFixture(withCamille);
      await expect(grant())
        .to.emit(contracts.authority, "PowerGranted")
        .withArgs(1, powerId("TREASURY"), camille.account, 1, solange.account);
      expect(await contracts.authority.hasPower(1, powerId("TREASURY"), camille.account)).to.equal(true);
      expect(await contracts.authority.hasPower(2, powerId("TREASURY"), camille.account)).to.equal(false);
      expect(await contracts.authority.grantRevision(1, powerId("TREASURY"), camille.account)).to.equal(1n);
    });

    it("takes a power back", async () => {
      const { contracts, camille, grant } = await loadFixture(withCamille);
      await grant();
      await expect(grant({ granted: false, revision: 1 }))
        .to.emit(contracts.authority, "PowerWithdrawn")
        .withArgs(1, powerId("TREASURY"), camille.account, 2, solange.account);
      expect(await contracts.authority.hasPower(1, powerId("TREASURY"), camille.account)).to.equal(false);
    });

    it("takes a power back from a suspended officer", async () => {
      const { contracts, grant, suspend } = await loadFixture(withCamille);
      await suspend(helene);
      await grant({ officer: helene.account, granted: false, revision: 1 });
      expect(await contracts.authority.hasPower(1, powerId("TREASURY"), helene.account)).to.equal(false);
    });

    it("refuses the same act a second time", async () => {
      const { contracts, signing, grantOf } = await loadFixture(withCamille);
      const act = await grantOf();
      const approvals = signing.approveAll([solange], "PowerGrant", act);
      await contracts.authority.grant(act, approvals);
      await expect(contracts.authority.grant(act, approvals))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityRevisionStale")
        .withArgs(0, 1);
    });

    it("refuses that an ADMIN grants itself a power", async () => {
      const { contracts, grant } = await loadFixture(withCamille);
      await expect(grant({ officer: solange.account }))
        .to.be.revertedWithCustomError(contracts.authority, "AuthoritySelfGrant")
        .withArgs(solange.account);
    });

    it("lets an ADMIN lay its own power down", async () => {
      const { contracts, grant } = await loadFixture(withCamille);
      await grant({ officer: solange.account, power: powerId("ADMIN"), granted: false, revision: 1 });
      expect(await contracts.authority.hasPower(1, powerId("ADMIN"), solange.account)).to.equal(false);
    });

    it("refuses an officer of one city acting for another", async () => {
      const { contracts, grant } = await loadFixture(withCamille);
      await expect(grant({}, [sylvie]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing")
        .withArgs(1, powerId("ADMIN"), sylvie.account);
    });

    it("refuses to empower a resident, a stranger or another city's staff", async () => {
      const { contracts, grant, aicha } = await loadFixture(withCamille);
      for (const officer of [aicha.account, accountOf("nobody"), sylvie.account]) {
        await expect(grant({ officer }))
          .to.be.revertedWithCustomError(contracts.authority, "AuthorityOfficerUnknown")
          .withArgs(officer);
      }
    });

    it("refuses a power that does not exist, a contract's role included", async () => {
      const { contracts, grant } = await loadFixture(withCamille);
      for (const power of [roleId("CONSORTIUM"), roleId("MOVER"), id("anything")]) {
        await expect(grant({ power }))
          .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerUnknown")
          .withArgs(power);
      }
    });

    it("knows every power of a city", async () => {
      const { contracts, camille, grant } = await loadFixture(withCamille);
      for (const name of ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "ENROL", "RELAY"] as const) {
        await grant({ power: powerId(name) });
        expect(await contracts.authority.hasPower(1, powerId(name), camille.account)).to.equal(true);
      }
    });

    it("refuses a signature over other terms", async () => {
      const { contracts, signing, grantOf } = await loadFixture(withCamille);
      const act = await grantOf();
      const approvals = signing.approveAll([solange], "PowerGrant", act);
      const changes = [{ power: powerId("ADMIN") }, { officer: paul.account }, { granted: false }, { validBefore: act.validBefore + 1 }];
      for (const change of changes) {
        await expect(contracts.authority.grant({ ...act, ...change }, approvals))
          .to.be.revertedWithCustomError(contracts.authority, "AuthoritySignatureRefused")
          .withArgs(solange.account);
      }
    });
  });

  describe("checkApprovals", () => {
    it("accepts two distinct officers with the power", async () => {
      const { check } = await loadFixture(withCamille);
      await check([marthe, denis], 2);
    });

    it("refuses one officer where two are needed", async () => {
      const { contracts, check } = await loadFixture(withCamille);
      await expect(check([marthe], 2))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityTooFewApprovals")
        .withArgs(1, 2);
      await expect(check([], 1))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityTooFewApprovals")
        .withArgs(0, 1);
    });

    it("refuses the same officer twice", async () => {
      const { contracts, check } = await loadFixture(withCamille);
      await expect(check([marthe, marthe], 2))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityOfficerRepeated")
        .withArgs(marthe.account);
    });

    it("refuses a bad approval beyond the number needed", async () => {
      const { contracts, check } = await loadFixture(withCamille);
      await expect(check([marthe, denis, francois], 2))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing")
        .withArgs(1, powerId("PROGRAMME"), francois.account);
    });

    it("refuses another power, and the service key for an officer's act", async () => {
      const { contracts, check } = await loadFixture(withCamille);
      await expect(check([serviceOfBrossard]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing")
        .withArgs(1, powerId("PROGRAMME"), serviceOfBrossard.account);
    });

    it("refuses an act from the instant it expires", async () => {
      const { contracts } = await loadFixture(withCamille);
      const digest = id("an act of the city");
      const approval = { officer: marthe.account, signer: marthe.signer.bytes, signature: marthe.signer.sign(digest) };
      const now = await time.latest();
      const check = (validBefore: number) =>
        contracts.authority.checkApprovals(1, powerId("PROGRAMME"), digest, validBefore, [approval], 1, { blockTag: "latest" });
      await check(now + 60);
      await expect(check(now - 1)).to.be.revertedWithCustomError(contracts.authority, "AuthorityActExpired");
    });

    it("refuses an officer whose account is suspended (I6)", async () => {
      const { contracts, check, suspend } = await loadFixture(withCamille);
      await suspend(marthe);
      await expect(check([marthe]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityOfficerUnknown")
        .withArgs(marthe.account);
    });

    it("refuses a device key: only a FULL key acts for a city", async () => {
      const { contracts, signing, check, robert } = await loadFixture(withCamille);
      const addition = {
        account: marthe.account,
        kind: SignerKind.DEVICE,
        signer: robert.device.bytes,
        revision: 1,
        validBefore: await inAnHour(),
      };
      const none = { officer: ZeroAddress, signer: "0x", signature: "0x" };
      await contracts.accounts.addSigner(addition, signing.prove(marthe.signer, "SignerAddition", addition), none);
      await expect(check([{ account: marthe.account, signer: robert.device }]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthoritySignatureRefused")
        .withArgs(marthe.account);
    });
  });

  describe("grantFounding", () => {
    it("is the council's alone", async () => {
      const { contracts, relayer, camille } = await loadFixture(withCamille);
      await expect(contracts.authority.grantFounding(1, powerId("ADMIN"), camille.account))
        .to.be.revertedWithCustomError(contracts.authority, "AccessControlUnauthorizedAccount")
        .withArgs(await relayer.getAddress(), roleId("CONSORTIUM"));
    });

    it("gives a city that lost its ADMIN a new one, by the council's timelock", async () => {
      const { contracts, decide, camille } = await loadFixture(withCamille);
      await decide({ to: contracts.authority, fn: "grantFounding", args: [1, powerId("ADMIN"), camille.account] });
      expect(await contracts.authority.hasPower(1, powerId("ADMIN"), camille.account)).to.equal(true);
    });

    it("refuses unknown powers and accounts that are not the city's staff", async () => {
      const { contracts, impersonate, deployed, aicha } = await loadFixture(withCamille);
      const authority = sentBy(contracts.authority, await impersonate(deployed.addresses.timelock));
      await expect(authority.grantFounding(1, id("anything"), paul.account)).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerUnknown",
      );
      await expect(authority.grantFounding(1, powerId("ADMIN"), aicha.account)).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityOfficerUnknown",
      );
    });
  });

  describe("grantRole, revokeRole", () => {
    it("hand out contracts' roles by the council, and never a city's power", async () => {
      const { contracts, impersonate, deployed, camille } = await loadFixture(withCamille);
      const authority = sentBy(contracts.authority, await impersonate(deployed.addresses.timelock));
      const power = await authority.roleOf(1, powerId("ADMIN"));
      await expect(authority.grantRole(power, camille.account))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerUnknown")
        .withArgs(power);
      await expect(authority.revokeRole(power, solange.account))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerUnknown")
        .withArgs(power);
      for (const name of ["CONSORTIUM", "MOVER", "SHEETS", "DESK", "DOOR", "REGISTRAR"] as const) {
        await authority.grantRole(roleId(name), camille.account);
        await authority.revokeRole(roleId(name), camille.account);
        expect(await authority.hasRole(roleId(name), camille.account)).to.equal(false);
      }
    });

    it("are refused to everyone else", async () => {
      const { contracts, camille } = await loadFixture(withCamille);
      await expect(contracts.authority.grantRole(roleId("MOVER"), camille.account)).to.be.revertedWithCustomError(
        contracts.authority,
        "AccessControlUnauthorizedAccount",
      );
    });
  });
});
