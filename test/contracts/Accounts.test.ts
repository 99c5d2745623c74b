import { expect } from "chai";
import { concat, id, Wallet, ZeroAddress, ZeroHash } from "ethers";
import { AccountKind, AccountStatus, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { accountOf, brossard, magog, marthe, paul, serviceOfBrossard, serviceOfMagog, solange, sylvie } from "../support/actors.ts";
import { type Approval, type Holder, NO_APPROVAL, NO_PROOF, type SignerProof } from "../support/acts.ts";
import { ethers, loadFixture, networkHelpers, time } from "../support/chain.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { deviceKeySigner, passkeySigner, type TestSigner, walletSigner } from "../support/signers.ts";

const DAY_SECONDS = 86_400;
/** Osaka refuses a transaction above this (EIP-7825). */
const TRANSACTION_GAS_MAX = 16_777_216n;
const DIGEST = id("any act");
const { FULL, DEVICE, CARD } = SignerKind;

/** The usual cast, and Théa: a resident who has only the device key that the city's service enrolled. */
async function withThea() {
  const maille = await deployMaille();
  const { contracts, signing, deployed } = maille;
  const { deviceKeyVerifier, cityPasskeyVerifier } = deployed.addresses;
  const device = (name: string, verifier: string = deviceKeyVerifier) => deviceKeySigner(name, verifier);
  const passkey = (name: string, host: string) => passkeySigner(name, cityPasskeyVerifier, host);
  const phone = device("phone of Théa");
  const thea = { account: accountOf("Théa"), signer: phone };

  const open = async (changes: Record<string, unknown> = {}, service: Holder = serviceOfBrossard, cityId = 1) => {
    const opening = { account: accountOf("new"), kind: AccountKind.RESIDENT, signerKind: FULL, signer: walletSigner("new").bytes };
    const act = { cityId, openings: [{ ...opening, ...changes }], validBefore: await inAnHour() };
    return contracts.accounts.open(act, signing.approve(service, "OpenAccounts", act));
  };
  await open({ account: thea.account, signerKind: DEVICE, signer: phone.bytes });

  const revisionOf = async (account: string): Promise<bigint> => (await contracts.accounts.account(account)).revision;
  const additionOf = async (account: string, kind: number, added: TestSigner) => ({
    account,
    kind,
    signer: added.bytes,
    revision: await revisionOf(account),
    validBefore: await inAnHour(),
  });
  const add = async (account: string, kind: number, added: TestSigner, by: { holder?: TestSigner; enrol?: Holder }) => {
    const act = await additionOf(account, kind, added);
    const holder: SignerProof = by.holder ? signing.prove(by.holder, "SignerAddition", act) : NO_PROOF;
    const enrol: Approval = by.enrol ? signing.approve(by.enrol, "SignerAddition", act) : NO_APPROVAL;
    return contracts.accounts.addSigner(act, holder, enrol);
  };
  const remove = async (account: string, removed: TestSigner, by: { holder?: TestSigner; enrol?: Holder }) => {
    const act = { account, signerHash: removed.hash, revision: await revisionOf(account), validBefore: await inAnHour() };
    const holder: SignerProof = by.holder ? signing.prove(by.holder, "SignerRemoval", act) : NO_PROOF;
    const enrol: Approval = by.enrol ? signing.approve(by.enrol, "SignerRemoval", act) : NO_APPROVAL;
    return contracts.accounts.removeSigner(act, holder, enrol);
  };
  const changeStatus = async (account: string, status: number, officer: Holder = solange) => {
    const act = { account, status, revision: await revisionOf(account), validBefore: await inAnHour() };
    return contracts.accounts.changeStatus(act, [signing.approve(officer, "AccountStatusChange", act)]);
  };
  const appoint = async (institution: string, key: TestSigner, appointed = true, officer: Holder = paul) => {
    const act = { institution, signer: key.bytes, appointed, revision: await revisionOf(institution), validBefore: await inAnHour() };
    return contracts.accounts.appoint(act, [signing.approve(officer, "Appointment", act)]);
  };
  const verify = async (account: string, key: TestSigner): Promise<bigint> =>
    contracts.accounts.verify(account, DIGEST, { signer: key.bytes, signature: key.sign(DIGEST) });
  return { ...maille, thea, phone, device, passkey, open, additionOf, add, remove, changeStatus, appoint, verify, revisionOf };
}

describe("Accounts", () => {
  describe("open", () => {
    it("opens an account with its first signer, active at once", async () => {
      const { contracts, open, verify } = await loadFixture(withThea);
      const key = walletSigner("new");
      const opened = open();
      await expect(opened).to.emit(contracts.accounts, "AccountOpened").withArgs(accountOf("new"), 1, AccountKind.RESIDENT);
      const activeFrom = await time.latest();
      await expect(opened)
        .to.emit(contracts.accounts, "SignerAdded")
        .withArgs(accountOf("new"), key.hash, FULL, activeFrom, 1);
      expect(await verify(accountOf("new"), key)).to.equal(FULL);
      expect((await contracts.accounts.account(accountOf("new"))).hadFullSigner).to.equal(true);
    });

    it("opens many in one act and refuses more than 200, or none", async () => {
      const { contracts, signing, passkey } = await loadFixture(withThea);
      const openings = Array.from({ length: 201 }, (_, index) => ({
        account: accountOf(`crowd ${index}`),
        kind: AccountKind.RESIDENT,
        signerKind: FULL,
        signer: passkey(`crowd ${index}`, brossard.rpIdHost).bytes,
      }));
      const validBefore = await inAnHour();
      const open = (count: number) => {
        const act = { cityId: 1, openings: openings.slice(0, count), validBefore };
        return contracts.accounts.open(act, signing.approve(serviceOfBrossard, "OpenAccounts", act));
      };
      for (const count of [0, 201]) {
        await expect(open(count))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsTooManyOpenings")
          .withArgs(count, 200);
      }
      const { gasUsed } = await (await open(200)).wait();
      expect(gasUsed).to.be.lessThan(TRANSACTION_GAS_MAX);
      expect((await contracts.accounts.account(accountOf("crowd 199"))).status).to.equal(AccountStatus.ACTIVE);
    });

    it("refuses an address in use, without bits, or with code", async () => {
      const { contracts, open, thea } = await loadFixture(withThea);
      for (const account of [thea.account, ZeroAddress, await contracts.points.getAddress()]) {
        await expect(open({ account }))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsAddressTaken")
          .withArgs(account);
      }
    });

    it("refuses kinds that are not opened this way", async () => {
      const { contracts, open } = await loadFixture(withThea);
      for (const kind of [AccountKind.NONE, AccountKind.INSTITUTION]) {
        await expect(open({ kind })).to.be.revertedWithCustomError(contracts.accounts, "AccountsKindRefused").withArgs(kind);
      }
    });

    it("refuses the service of another city and a city that does not exist", async () => {
      const { contracts, open } = await loadFixture(withThea);
      await expect(open({}, serviceOfMagog)).to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      await expect(open({}, serviceOfBrossard, 7))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityUnknown")
        .withArgs(7);
    });

    it("refuses a passkey of another city's RP [W2, W3]", async () => {
      const { contracts, open, passkey } = await loadFixture(withThea);
      await expect(open({ signer: passkey("new", magog.rpIdHost).bytes })).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsPasskeyOfAnotherCity",
      );
      await open({ signer: passkey("new", brossard.rpIdHost).bytes });
    });

    it("refuses a kind that the key's form does not have", async () => {
      const { contracts, open, device, passkey } = await loadFixture(withThea);
      const cases = [
        { signerKind: FULL, signer: device("a phone").bytes },
        { signerKind: DEVICE, signer: walletSigner("a wallet").bytes },
        { signerKind: DEVICE, signer: passkey("a passkey", brossard.rpIdHost).bytes },
        { signerKind: CARD, signer: device("a card").bytes },
        { signerKind: SignerKind.NONE, signer: device("nothing").bytes },
      ];
      for (const changes of cases) {
        await expect(open(changes))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignerKindRefused")
          .withArgs(changes.signerKind);
      }
    });
  });

  describe("openFounding", () => {
    it("is the council's alone, and refuses an unknown city", async () => {
      const { contracts, decide, relayer } = await loadFixture(withThea);
      const opening = { account: accountOf("founder"), kind: AccountKind.STAFF, signerKind: FULL, signer: walletSigner("founder").bytes };
      await expect(contracts.accounts.openFounding(1, opening))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotConsortium")
        .withArgs(await relayer.getAddress());
      await expect(decide({ to: contracts.accounts, fn: "openFounding", args: [7, opening] })).to.be.revert(ethers);
      await decide({ to: contracts.accounts, fn: "openFounding", args: [1, opening] });
      expect((await contracts.accounts.account(opening.account)).kind).to.equal(AccountKind.STAFF);
    });
  });

  describe("openInstitution", () => {
    it("is the registrar's alone", async () => {
      const { contracts, relayer } = await loadFixture(withThea);
      await expect(contracts.accounts.openInstitution(accountOf("shop"), 1))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotRegistrar")
        .withArgs(await relayer.getAddress());
    });
  });

  describe("addSigner", () => {
    it("adds any kind of key at once on a FULL key's signature", async () => {
      const { add, aicha, verify, device } = await loadFixture(withThea);
      const [phone, wallet] = [device("second phone"), walletSigner("second wallet")];
      await add(aicha.account, DEVICE, phone, { holder: aicha.signer });
      await add(aicha.account, FULL, wallet, { holder: aicha.signer });
      expect(await verify(aicha.account, phone)).to.equal(DEVICE);
      expect(await verify(aicha.account, wallet)).to.equal(FULL);
    });

    it("never lets a session alone add a key that can spend today", async () => {
      const { add, thea, verify, device } = await loadFixture(withThea);
      const [phone, wallet] = [device("new phone"), walletSigner("first wallet")];
      await add(thea.account, DEVICE, phone, { enrol: serviceOfBrossard });
      await add(thea.account, FULL, wallet, { enrol: serviceOfBrossard });
      await time.increase(DAY_SECONDS - 60);
      expect(await verify(thea.account, phone)).to.equal(SignerKind.NONE);
      expect(await verify(thea.account, wallet)).to.equal(SignerKind.NONE);
      await time.increase(120);
      expect(await verify(thea.account, phone)).to.equal(DEVICE);
      expect(await verify(thea.account, wallet)).to.equal(FULL);
    });

    it("adds the first FULL key at once when the present key co-signs", async () => {
      const { add, thea, phone, verify } = await loadFixture(withThea);
      const wallet = walletSigner("first wallet");
      await add(thea.account, FULL, wallet, { holder: phone, enrol: serviceOfBrossard });
      expect(await verify(thea.account, wallet)).to.equal(FULL);
    });

    it("refuses the present device key alone, and for another device key", async () => {
      const { contracts, add, thea, phone, device } = await loadFixture(withThea);
      await expect(add(thea.account, FULL, walletSigner("w"), { holder: phone })).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerMissing",
      );
      await expect(add(thea.account, DEVICE, device("another"), { holder: phone, enrol: serviceOfBrossard }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
        .withArgs(thea.account);
    });

    it("lets ENROL add a first FULL key once: afterwards only a FULL key adds another", async () => {
      const { contracts, add, thea, phone, aicha } = await loadFixture(withThea);
      await add(thea.account, FULL, walletSigner("first wallet"), { enrol: serviceOfBrossard });
      const second = walletSigner("second wallet");
      for (const by of [{ enrol: serviceOfBrossard }, { holder: phone, enrol: serviceOfBrossard }]) {
        await expect(add(thea.account, FULL, second, by))
          .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
          .withArgs(thea.account);
      }
      await expect(add(aicha.account, FULL, second, { enrol: serviceOfBrossard }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
        .withArgs(aicha.account);
    });

    it("refuses the service of another city", async () => {
      const { contracts, add, thea, device } = await loadFixture(withThea);
      await expect(add(thea.account, DEVICE, device("p"), { enrol: serviceOfMagog })).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerMissing",
      );
    });

    it("keeps three device keys at most, waiting ones included", async () => {
      const { contracts, add, remove, thea, phone, device } = await loadFixture(withThea);
      await add(thea.account, DEVICE, device("2"), { enrol: serviceOfBrossard });
      await add(thea.account, DEVICE, device("3"), { enrol: serviceOfBrossard });
      await expect(add(thea.account, DEVICE, device("4"), { enrol: serviceOfBrossard }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsTooManyDeviceSigners")
        .withArgs(thea.account, 3);
      await remove(thea.account, device("2"), { holder: phone });
      await add(thea.account, DEVICE, device("4"), { enrol: serviceOfBrossard });
    });

    it("refuses a passkey of another city's RP [W3]", async () => {
      const { contracts, add, aicha, passkey } = await loadFixture(withThea);
      await expect(
        add(aicha.account, FULL, passkey("Aïcha", magog.rpIdHost), { holder: aicha.signer }),
      ).to.be.revertedWithCustomError(contracts.accounts, "AccountsPasskeyOfAnotherCity");
    });

    it("refuses a key known already, a stale revision, an expired act", async () => {
      const { contracts, signing, add, additionOf, aicha, device } = await loadFixture(withThea);
      await expect(add(aicha.account, DEVICE, aicha.device, { holder: aicha.signer }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignerExists")
        .withArgs(aicha.device.hash);
      const act = await additionOf(aicha.account, DEVICE, device("once"));
      const send = (sent: typeof act) =>
        contracts.accounts.addSigner(sent, signing.prove(aicha.signer, "SignerAddition", sent), NO_APPROVAL);
      await expect(send({ ...act, validBefore: await time.latest() })).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsActExpired",
      );
      await send(act);
      await expect(send(act))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsRevisionStale")
        .withArgs(act.revision, act.revision + 1n);
    });

    it("refuses unknown, suspended and institutions' accounts", async () => {
      const { contracts, add, thea, phone, device, changeStatus, carrefour } = await loadFixture(withThea);
      await expect(add(accountOf("nobody"), DEVICE, device("p"), { holder: phone }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsUnknown")
        .withArgs(accountOf("nobody"));
      await expect(add(carrefour.account, DEVICE, device("p"), { holder: carrefour.coordinator }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsKindRefused")
        .withArgs(AccountKind.INSTITUTION);
      await changeStatus(thea.account, AccountStatus.SUSPENDED);
      await expect(add(thea.account, DEVICE, device("p"), { enrol: serviceOfBrossard }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotActive")
        .withArgs(thea.account, AccountStatus.SUSPENDED);
    });

    it("refuses a holder's signature over other terms", async () => {
      const { contracts, signing, additionOf, aicha, device } = await loadFixture(withThea);
      const act = await additionOf(aicha.account, DEVICE, device("one"));
      const proof = signing.prove(aicha.signer, "SignerAddition", act);
      await expect(contracts.accounts.addSigner({ ...act, signer: device("other").bytes }, proof, NO_APPROVAL))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignatureRefused")
        .withArgs(aicha.account);
    });
  });

  describe("removeSigner", () => {
    it("makes a key fail from the next block [W10]", async () => {
      const { contracts, remove, verify, aicha } = await loadFixture(withThea);
      expect(await verify(aicha.account, aicha.device)).to.equal(DEVICE);
      await expect(remove(aicha.account, aicha.device, { holder: aicha.signer }))
        .to.emit(contracts.accounts, "SignerRemoved")
        .withArgs(aicha.account, aicha.device.hash, 3);
      expect(await verify(aicha.account, aicha.device)).to.equal(SignerKind.NONE);
      expect((await contracts.accounts.signer(aicha.account, aicha.device.hash)).kind).to.equal(SignerKind.NONE);
    });

    it("lets a device key remove itself, and no other that is active", async () => {
      const { contracts, remove, add, aicha, device } = await loadFixture(withThea);
      const second = device("second phone");
      await add(aicha.account, DEVICE, second, { holder: aicha.signer });
      await expect(remove(aicha.account, second, { holder: aicha.device }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
        .withArgs(aicha.account);
      await remove(aicha.account, aicha.device, { holder: aicha.device });
    });

    it("lets ENROL remove a lost key, of its own city only", async () => {
      const { contracts, remove, verify, aicha } = await loadFixture(withThea);
      await expect(remove(aicha.account, aicha.device, { enrol: serviceOfMagog })).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerMissing",
      );
      await remove(aicha.account, aicha.device, { enrol: serviceOfBrossard });
      expect(await verify(aicha.account, aicha.device)).to.equal(SignerKind.NONE);
    });

    it("lets a present key cancel one that waits; a cancelled first FULL key may be asked for again", async () => {
      const { add, remove, verify, thea, phone } = await loadFixture(withThea);
      const [strange, own] = [walletSigner("stranger's"), walletSigner("own")];
      await add(thea.account, FULL, strange, { enrol: serviceOfBrossard });
      await remove(thea.account, strange, { holder: phone });
      await time.increase(2 * DAY_SECONDS);
      expect(await verify(thea.account, strange)).to.equal(SignerKind.NONE);
      await add(thea.account, FULL, own, { holder: phone, enrol: serviceOfBrossard });
      expect(await verify(thea.account, own)).to.equal(FULL);
    });

    it("does not reopen the first FULL key once it has been active", async () => {
      const { contracts, add, remove, thea, phone } = await loadFixture(withThea);
      const wallet = walletSigner("first");
      await add(thea.account, FULL, wallet, { holder: phone, enrol: serviceOfBrossard });
      await remove(thea.account, wallet, { holder: wallet });
      await expect(add(thea.account, FULL, walletSigner("next"), { enrol: serviceOfBrossard }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsFullSignerNeeded")
        .withArgs(thea.account);
    });

    it("refuses unknown keys, other people's signatures and institutions' accounts", async () => {
      const { contracts, remove, aicha, robert, carrefour } = await loadFixture(withThea);
      await expect(remove(aicha.account, robert.device, { holder: aicha.signer }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignerUnknown")
        .withArgs(robert.device.hash);
      await expect(remove(aicha.account, aicha.device, { holder: robert.signer }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignatureRefused")
        .withArgs(aicha.account);
      await expect(remove(carrefour.account, carrefour.coordinator, { holder: carrefour.coordinator }))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsKindRefused")
        .withArgs(AccountKind.INSTITUTION);
    });

    it("stays open on a suspended account", async () => {
      const { remove, changeStatus, verify, thea, phone } = await loadFixture(withThea);
      await changeStatus(thea.account, AccountStatus.SUSPENDED);
      await remove(thea.account, phone, { holder: phone });
      expect(await verify(thea.account, phone)).to.equal(SignerKind.NONE);
    });
  });

  describe("appoint", () => {
    it("gives an institution a coordinator's key and withdraws it", async () => {
      const { contracts, appoint, verify, carrefour } = await loadFixture(withThea);
      const ines = walletSigner("Inès");
      await appoint(carrefour.account, ines);
      expect(await verify(carrefour.account, ines)).to.equal(FULL);
      await expect(appoint(carrefour.account, ines, false)).to.emit(contracts.accounts, "SignerRemoved");
      expect(await verify(carrefour.account, ines)).to.equal(SignerKind.NONE);
      expect(await verify(carrefour.account, carrefour.coordinator)).to.equal(FULL);
    });

    it("takes device keys by their kind, one a coordinator and more than three", async () => {
      const { contracts, appoint, verify, carrefour, device } = await loadFixture(withThea);
      for (const name of ["a", "b", "c", "d"]) await appoint(carrefour.account, device(name));
      expect(await verify(carrefour.account, device("d"))).to.equal(DEVICE);
      await appoint(carrefour.account, device("d"), false);
      expect((await contracts.accounts.account(carrefour.account)).deviceSignerCount).to.equal(0n);
    });

    it("refuses another city's officer, a person's account, unknown keys, another city's passkey", async () => {
      const { contracts, appoint, carrefour, aicha, passkey } = await loadFixture(withThea);
      const ines = walletSigner("Inès");
      await expect(appoint(carrefour.account, ines, true, sylvie)).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerMissing",
      );
      await expect(appoint(aicha.account, ines))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsKindRefused")
        .withArgs(AccountKind.RESIDENT);
      await expect(appoint(carrefour.account, ines, false))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsSignerUnknown")
        .withArgs(ines.hash);
      await expect(appoint(carrefour.account, passkey("Inès", magog.rpIdHost))).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsPasskeyOfAnotherCity",
      );
      await expect(appoint(carrefour.account, { ...ines, bytes: "0x1234" })).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsSignerRefused",
      );
    });
  });

  describe("changeStatus", () => {
    it("suspends, reinstates and closes, on ADMIN's signature; CLOSED is final", async () => {
      const { contracts, changeStatus, thea } = await loadFixture(withThea);
      await expect(changeStatus(thea.account, AccountStatus.SUSPENDED))
        .to.emit(contracts.accounts, "AccountStatusChanged")
        .withArgs(thea.account, AccountStatus.SUSPENDED, 2, solange.account);
      await changeStatus(thea.account, AccountStatus.ACTIVE);
      await changeStatus(thea.account, AccountStatus.CLOSED);
      await expect(changeStatus(thea.account, AccountStatus.ACTIVE))
        .to.be.revertedWithCustomError(contracts.accounts, "AccountsNotActive")
        .withArgs(thea.account, AccountStatus.CLOSED);
    });

    it("refuses NONE, another city's ADMIN, another power, an institution", async () => {
      const { contracts, changeStatus, thea, carrefour } = await loadFixture(withThea);
      await expect(changeStatus(thea.account, AccountStatus.NONE)).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsNotActive",
      );
      for (const officer of [sylvie, marthe]) {
        await expect(changeStatus(thea.account, AccountStatus.SUSPENDED, officer)).to.be.revertedWithCustomError(
          contracts.authority,
          "AuthorityPowerMissing",
        );
      }
      await expect(changeStatus(carrefour.account, AccountStatus.SUSPENDED)).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsKindRefused",
      );
    });
  });

  describe("verify", () => {
    it("answers for the key and says nothing of the status", async () => {
      const { changeStatus, verify, thea, phone } = await loadFixture(withThea);
      await changeStatus(thea.account, AccountStatus.SUSPENDED);
      expect(await verify(thea.account, phone)).to.equal(DEVICE);
    });

    it("answers NONE for another account's key and for another digest", async () => {
      const { contracts, verify, aicha, robert } = await loadFixture(withThea);
      expect(await verify(aicha.account, robert.signer)).to.equal(SignerKind.NONE);
      const proof = { signer: robert.signer.bytes, signature: robert.signer.sign(id("another act")) };
      expect(await contracts.accounts.verify(robert.account, DIGEST, proof)).to.equal(SignerKind.NONE);
    });

    it("answers NONE for a malformed signature of each form, without failing", async () => {
      const { contracts, aicha, robert } = await loadFixture(withThea);
      for (const signature of ["0x", "0x1234", concat([ZeroHash, ZeroHash, "0x1b"])]) {
        for (const [account, key] of [[aicha.account, aicha.signer], [robert.account, robert.signer], [robert.account, robert.device]] as const) {
          expect(await contracts.accounts.verify(account, DIGEST, { signer: key.bytes, signature })).to.equal(SignerKind.NONE);
        }
      }
    });

    it("never calls a wallet that has received code since", async () => {
      const { verify, robert } = await loadFixture(withThea);
      await networkHelpers.setCode(robert.signer.bytes, "0x5b600056");
      expect(await verify(robert.account, robert.signer)).to.equal(SignerKind.NONE);
    });
  });

  describe("verifySigner", () => {
    it("verifies whoever holds the key, by the two verifiers and plain accounts only", async () => {
      const { contracts, device, relayer } = await loadFixture(withThea);
      const ask = (key: TestSigner) =>
        contracts.accounts.verifySigner(DIGEST, { signer: key.bytes, signature: key.sign(DIGEST) });
      expect(await ask(device("terminal"))).to.equal(true);
      expect(await ask(walletSigner("somebody"))).to.equal(true);
      expect(await ask(device("terminal", await relayer.getAddress()))).to.equal(false);
      expect(await ask({ ...walletSigner("somebody"), bytes: accountOf("another") })).to.equal(false);
    });

    it("does not take a passkey's signer for a device key, nor the reverse", async () => {
      const { contracts, deployed } = await loadFixture(withThea);
      const { cityPasskeyVerifier, deviceKeyVerifier } = deployed.addresses;
      for (const key of [deviceKeySigner("x", cityPasskeyVerifier), passkeySigner("x", deviceKeyVerifier, "brossard.test")]) {
        expect(await contracts.accounts.isAllowedSigner(key.bytes)).to.equal(false);
        expect(await contracts.accounts.verifySigner(DIGEST, { signer: key.bytes, signature: key.sign(DIGEST) })).to.equal(false);
      }
    });
  });

  describe("isAllowedSigner", () => {
    it("admits a plain account, a device key and a passkey whose point is on the curve", async () => {
      const { contracts, device, passkey } = await loadFixture(withThea);
      for (const key of [walletSigner("w"), device("d"), passkey("p", brossard.rpIdHost)]) {
        expect(await contracts.accounts.isAllowedSigner(key.bytes)).to.equal(true);
      }
    });

    it("refuses everything else", async () => {
      const { contracts, device, deployed } = await loadFixture(withThea);
      const { deviceKeyVerifier, points } = deployed.addresses;
      const refused = [
        "0x",
        Wallet.createRandom().address.slice(0, 40),
        ZeroAddress,
        points,
        concat([deviceKeyVerifier, id("x"), id("y")]),
        `${device("d").bytes}00`,
        device("d", points).bytes,
      ];
      for (const bytes of refused) expect(await contracts.accounts.isAllowedSigner(bytes)).to.equal(false);
    });
  });
});
