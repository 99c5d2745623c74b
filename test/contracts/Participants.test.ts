import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { InstitutionKind, ParticipantStatus } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { rpIdHashOf } from "../../scripts/deploy/founding-city.ts";
import { accountOf, brossard, CITIES, marthe, pascal, paul, serviceOfBrossard, serviceOfMagog, solange, sylvie } from "../support/actors.ts";
import type { Holder } from "../support/acts.ts";
import { loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { deviceKeySigner, type TestSigner, walletSigner } from "../support/signers.ts";

const DAY_SECONDS = 86_400;
const { ACTIVE, SUSPENDED, CLOSED, NONE } = ParticipantStatus;

async function withActs() {
  const maille = await deployMaille();
  const { contracts, signing, deployed, cafeDesRapides } = maille;
  const cafe = cafeDesRapides.account;
  const key = (name: string) => deviceKeySigner(name, deployed.addresses.deviceKeyVerifier);

  const accreditationOf = async (changes: Record<string, unknown> = {}, name = "Librairie Panama") => ({
    cityId: 1,
    institution: await contracts.institutionAccounts.predict(id(name)),
    kind: InstitutionKind.MERCHANT,
    salt: id(name),
    profileHash: id(`profile of ${name}`),
    dailyCeilingPoints: 10_000n,
    validBefore: await inAnHour(),
    ...changes,
  });
  const accredit = async (changes: Record<string, unknown> = {}, officer: Holder = paul, name?: string) => {
    const act = await accreditationOf(changes, name);
    return contracts.participants.accredit(act, [signing.approve(officer, "Accreditation", act)]);
  };
  const updateOf = async (status: number, changes: Record<string, unknown> = {}) => {
    const { profileHash, dailyCeilingPoints, revision } = await contracts.participants.institution(cafe);
    return { institution: cafe, status, profileHash, dailyCeilingPoints, revision, validBefore: await inAnHour(), ...changes };
  };
  const update = async (status: number, changes: Record<string, unknown> = {}, officer: Holder = paul) => {
    const act = await updateOf(status, changes);
    return contracts.participants.updateInstitution(act, [signing.approve(officer, "InstitutionUpdate", act)]);
  };
  const enrol = async (terminal: TestSigner, merchant = cafe, service: Holder = serviceOfBrossard) => {
    const act = { merchant, signer: terminal.bytes, validBefore: await inAnHour() };
    return contracts.participants.enrolTerminal(act, signing.approve(service, "TerminalEnrolment", act));
  };
  const removeTerminal = async (terminal: TestSigner, by: Holder = serviceOfBrossard, merchant = cafe) => {
    const act = { merchant, terminal: terminal.hash, validBefore: await inAnHour() };
    return contracts.participants.removeTerminal(act, signing.approve(by, "TerminalRemoval", act));
  };
  return { ...maille, cafe, key, accreditationOf, accredit, updateOf, update, enrol, removeTerminal };
}

describe("Participants", () => {
  describe("addCity", () => {
    it("has founded the cities of the plan, each with its own institution", async () => {
      const { contracts } = await loadFixture(withActs);
      expect(await contracts.participants.cityIds()).to.deep.equal(CITIES.map(({ id: cityId }) => BigInt(cityId)));
      for (const founded of CITIES) {
        const city = await contracts.participants.city(founded.id);
        expect(city.population).to.equal(BigInt(founded.population));
        expect(city.status).to.equal(ACTIVE);
        expect(city.rpIdHash).to.equal(rpIdHashOf(founded.rpIdHost));
        expect(city.institution).to.equal(await contracts.institutionAccounts.predict(founded.institutionSalt));
        const institution = await contracts.participants.institution(city.institution);
        expect(institution.kind).to.equal(InstitutionKind.CITY);
        expect(institution.cityId).to.equal(BigInt(founded.id));
      }
    });

    it("is the council's alone", async () => {
      const { contracts, decide, relayer } = await loadFixture(withActs);
      const args = [3, 27_359, rpIdHashOf("saint-constant.test"), id("Saint-Constant")] as const;
      await expect(contracts.participants.addCity(...args))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsNotConsortium")
        .withArgs(await relayer.getAddress());
      await decide({ to: contracts.participants, fn: "addCity", args });
      expect((await contracts.participants.city(3)).population).to.equal(27_359n);
    });

    it("refuses a city twice and the number 0", async () => {
      const { contracts, impersonate, deployed } = await loadFixture(withActs);
      const council = sentBy(contracts.participants, await impersonate(deployed.addresses.timelock));
      await expect(council.addCity(1, 1, ZeroHash, id("again")))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityExists")
        .withArgs(1);
      await expect(council.addCity(0, 1, ZeroHash, id("zero")))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityIdOutOfRange")
        .withArgs(0);
      await expect(council.addCity(3, 1, ZeroHash, brossard.institutionSalt)).to.be.revertedWithCustomError(
        contracts.participants,
        "ParticipantsInstitutionExists",
      );
    });
  });

  describe("closeCity", () => {
    it("is the council's alone, once, and of a city that is there", async () => {
      const { contracts, decide, relayer, impersonate, deployed } = await loadFixture(withActs);
      const { participants } = contracts;
      await expect(participants.closeCity(2))
        .to.be.revertedWithCustomError(participants, "ParticipantsNotConsortium").withArgs(await relayer.getAddress());
      await decide({ to: participants, fn: "closeCity", args: [2] });
      const { status, revision } = await participants.city(2);
      expect([status, revision]).to.deep.equal([BigInt(ParticipantStatus.CLOSED), 2n]);
      const council = sentBy(participants, await impersonate(deployed.addresses.timelock));
      for (const cityId of [2, 77]) {
        await expect(council.closeCity(cityId)).to.be.revertedWithCustomError(participants, "ParticipantsCityUnknown").withArgs(cityId);
      }
      await expect(council.closeCity(1)).to.emit(participants, "CityClosed").withArgs(1, 2);
    });
  });

  describe("publishDirectory", () => {
    const publish = async (cityId = 1, officer: Holder = solange, revision = 1) => {
      const { contracts, signing } = await loadFixture(withActs);
      const act = { cityId, directoryHash: id("directory"), revision, validBefore: await inAnHour() };
      return { contracts, sent: contracts.participants.publishDirectory(act, [signing.approve(officer, "DirectoryUpdate", act)]) };
    };

    it("publishes the hash on ADMIN's signature", async () => {
      const { contracts, sent } = await publish();
      await expect(sent).to.emit(contracts.participants, "CityDirectoryPublished").withArgs(1, id("directory"), 2);
      expect((await contracts.participants.city(1)).directoryHash).to.equal(id("directory"));
    });

    it("refuses another city's ADMIN, a stale revision, an unknown city", async () => {
      const other = await publish(1, sylvie);
      await expect(other.sent).to.be.revertedWithCustomError(other.contracts.authority, "AuthorityPowerMissing");
      const stale = await publish(1, solange, 2);
      await expect(stale.sent)
        .to.be.revertedWithCustomError(stale.contracts.participants, "ParticipantsRevisionStale")
        .withArgs(2, 1);
      const unknown = await publish(7);
      await expect(unknown.sent)
        .to.be.revertedWithCustomError(unknown.contracts.participants, "ParticipantsCityUnknown")
        .withArgs(7);
    });
  });

  describe("accredit", () => {
    it("accredits a merchant and opens its account", async () => {
      const { contracts, accredit, accreditationOf } = await loadFixture(withActs);
      const { institution, profileHash } = await accreditationOf();
      const accredited = accredit();
      await expect(accredited)
        .to.emit(contracts.participants, "InstitutionAccredited")
        .withArgs(institution, 1, InstitutionKind.MERCHANT, profileHash, 10_000, paul.account);
      await expect(accredited).to.emit(contracts.accounts, "AccountOpened");
      expect(await contracts.participants.isActiveInstitution(institution)).to.equal(true);
      expect(await contracts.institutionAccounts.isInstitutionAccount(institution)).to.equal(true);
    });

    it("refuses the same accreditation twice, and the same salt in another city", async () => {
      const { contracts, accredit } = await loadFixture(withActs);
      await accredit();
      for (const [changes, officer] of [[{}, paul], [{ cityId: 2 }, pascal]] as const) {
        await expect(accredit(changes, officer)).to.be.revertedWithCustomError(
          contracts.participants,
          "ParticipantsInstitutionExists",
        );
      }
    });

    it("refuses another city's officer, another power, an unknown city", async () => {
      const { contracts, accredit } = await loadFixture(withActs);
      for (const officer of [pascal, marthe, serviceOfBrossard]) {
        await expect(accredit({}, officer)).to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      }
      await expect(accredit({ cityId: 7 })).to.be.revertedWithCustomError(contracts.participants, "ParticipantsCityUnknown");
    });

    it("refuses kinds that are not accredited, and an address that the salt does not give", async () => {
      const { contracts, accredit } = await loadFixture(withActs);
      for (const kind of [InstitutionKind.NONE, InstitutionKind.CITY]) {
        await expect(accredit({ kind }))
          .to.be.revertedWithCustomError(contracts.participants, "ParticipantsKindRefused")
          .withArgs(kind);
      }
      await expect(accredit({ institution: accountOf("elsewhere") }))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsInstitutionUnknown")
        .withArgs(accountOf("elsewhere"));
    });

    it("refuses a signature over other terms", async () => {
      const { contracts, signing, accreditationOf } = await loadFixture(withActs);
      const act = await accreditationOf();
      const approvals = [signing.approve(paul, "Accreditation", act)];
      for (const change of [{ dailyCeilingPoints: 10_001n }, { profileHash: ZeroHash }, { kind: InstitutionKind.ORGANIZATION }]) {
        await expect(contracts.participants.accredit({ ...act, ...change }, approvals)).to.be.revertedWithCustomError(
          contracts.authority,
          "AuthoritySignatureRefused",
        );
      }
    });
  });

  describe("updateInstitution", () => {
    it("changes profile and ceiling, keeping the status", async () => {
      const { contracts, update, cafe } = await loadFixture(withActs);
      await expect(update(ACTIVE, { dailyCeilingPoints: 7n, profileHash: id("new") }))
        .to.emit(contracts.participants, "InstitutionUpdated")
        .withArgs(cafe, ACTIVE, id("new"), 7, 0, 2, paul.account);
    });

    it("suspends in the same block, for 90 days at most, after which it is active by itself", async () => {
      const { contracts, update, cafe } = await loadFixture(withActs);
      await update(SUSPENDED);
      const endsAt = (await time.latest()) + 90 * DAY_SECONDS;
      const suspended = await contracts.participants.institution(cafe);
      expect(suspended.status).to.equal(SUSPENDED);
      expect(suspended.suspensionEndsAt).to.equal(BigInt(endsAt));
      await time.increaseTo(endsAt - 1);
      expect(await contracts.participants.isActiveInstitution(cafe)).to.equal(false);
      await time.increaseTo(endsAt);
      expect(await contracts.participants.isActiveInstitution(cafe)).to.equal(true);
      const active = await contracts.participants.institution(cafe);
      expect([active.status, active.suspendedAt, active.suspensionEndsAt]).to.deep.equal([BigInt(ACTIVE), 0n, 0n]);
    });

    it("keeps the dates of a suspension through an update, so that it cannot be prolonged", async () => {
      const { contracts, update, cafe } = await loadFixture(withActs);
      await update(SUSPENDED);
      const { suspensionEndsAt } = await contracts.participants.institution(cafe);
      await time.increase(30 * DAY_SECONDS);
      await update(SUSPENDED, { dailyCeilingPoints: 7n });
      const updated = await contracts.participants.institution(cafe);
      expect(updated.suspensionEndsAt).to.equal(suspensionEndsAt);
      expect(updated.dailyCeilingPoints).to.equal(7n);
    });

    it("starts a new suspension once the earlier one has run out", async () => {
      const { contracts, update, cafe } = await loadFixture(withActs);
      await update(SUSPENDED);
      await time.increase(91 * DAY_SECONDS);
      await update(SUSPENDED);
      const { suspendedAt } = await contracts.participants.institution(cafe);
      expect(suspendedAt).to.equal(BigInt(await time.latest()));
    });

    it("reinstates, and closes for good", async () => {
      const { contracts, update, cafe } = await loadFixture(withActs);
      await update(SUSPENDED);
      await update(ACTIVE);
      expect(await contracts.participants.isActiveInstitution(cafe)).to.equal(true);
      await update(CLOSED);
      expect(await contracts.participants.isActiveInstitution(cafe)).to.equal(false);
      await expect(update(ACTIVE))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsStatusRefused")
        .withArgs(CLOSED, ACTIVE);
    });

    it("refuses NONE, a stale revision, another city's officer, an unknown institution", async () => {
      const { contracts, update } = await loadFixture(withActs);
      await expect(update(NONE))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsStatusRefused")
        .withArgs(ACTIVE, NONE);
      await expect(update(SUSPENDED, { revision: 2 }))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsRevisionStale")
        .withArgs(2, 1);
      await expect(update(SUSPENDED, {}, pascal)).to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      await expect(update(SUSPENDED, { institution: accountOf("nobody") }))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsInstitutionUnknown")
        .withArgs(accountOf("nobody"));
    });

    it("refuses a signature over other terms", async () => {
      const { contracts, signing, updateOf } = await loadFixture(withActs);
      const act = await updateOf(SUSPENDED);
      const approvals = [signing.approve(paul, "InstitutionUpdate", act)];
      await expect(contracts.participants.updateInstitution({ ...act, status: CLOSED }, approvals)).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthoritySignatureRefused",
      );
    });
  });

  describe("enrolTerminal", () => {
    it("enrols a key of an active merchant [Q14]", async () => {
      const { contracts, enrol, key, cafe } = await loadFixture(withActs);
      await expect(enrol(key("till")))
        .to.emit(contracts.participants, "TerminalEnrolled")
        .withArgs(cafe, key("till").hash);
      const terminal = await contracts.participants.terminal(key("till").hash);
      expect([terminal.merchant, terminal.status]).to.deep.equal([cafe, BigInt(ACTIVE)]);
    });

    it("serves a municipal counter too, never an organization", async () => {
      const { contracts, enrol, key, carrefour } = await loadFixture(withActs);
      const { institution } = await contracts.participants.city(1);
      await enrol(key("counter of Brossard"), institution);
      await expect(enrol(key("x"), carrefour.account))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsKindRefused")
        .withArgs(InstitutionKind.ORGANIZATION);
    });

    it("refuses an eleventh active terminal [Q14]", async () => {
      const { contracts, enrol, removeTerminal, key, cafe } = await loadFixture(withActs);
      for (let index = 2; index <= 10; index += 1) await enrol(key(`till ${index}`));
      await expect(enrol(key("till 11")))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsTooManyTerminals")
        .withArgs(cafe, 10);
      await removeTerminal(key("till 2"));
      await enrol(key("till 11"));
    });

    it("refuses a terminal twice, also at another merchant, also once removed", async () => {
      const { contracts, enrol, removeTerminal, key, boulangerieTheo } = await loadFixture(withActs);
      await enrol(key("till"));
      await expect(enrol(key("till")))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsTerminalExists")
        .withArgs(key("till").hash);
      await expect(enrol(key("till"), boulangerieTheo.account, serviceOfMagog)).to.be.revertedWithCustomError(
        contracts.participants,
        "ParticipantsTerminalExists",
      );
      await removeTerminal(key("till"));
      await expect(enrol(key("till"))).to.be.revertedWithCustomError(contracts.participants, "ParticipantsTerminalExists");
    });

    it("refuses keys off the allow-list, other cities' services, suspended merchants, strangers", async () => {
      const { contracts, enrol, update, key, relayer } = await loadFixture(withActs);
      await expect(enrol(deviceKeySigner("till", await relayer.getAddress()))).to.be.revertedWithCustomError(
        contracts.accounts,
        "AccountsSignerRefused",
      );
      await expect(enrol(key("till"), undefined, serviceOfMagog)).to.be.revertedWithCustomError(
        contracts.authority,
        "AuthorityPowerMissing",
      );
      await expect(enrol(key("till"), accountOf("nobody"))).to.be.revertedWithCustomError(
        contracts.participants,
        "ParticipantsInstitutionUnknown",
      );
      await update(SUSPENDED);
      await expect(enrol(key("till")))
        .to.be.revertedWithCustomError(contracts.participants, "ParticipantsStatusRefused")
        .withArgs(SUSPENDED, ACTIVE);
    });
  });

  describe("removeTerminal", () => {
    it("lets the service or an ACCREDIT officer withdraw a terminal", async () => {
      const { contracts, enrol, removeTerminal, key, cafe, cafeDesRapides } = await loadFixture(withActs);
      await enrol(key("till"));
      await expect(removeTerminal(key("till"), paul))
        .to.emit(contracts.participants, "TerminalRemoved")
        .withArgs(cafe, key("till").hash);
      await removeTerminal(cafeDesRapides.terminal, serviceOfBrossard);
      expect((await contracts.participants.terminal(cafeDesRapides.terminal.hash)).status).to.equal(CLOSED);
    });

    it("refuses other officers, unknown terminals, and those of another merchant", async () => {
      const { contracts, removeTerminal, cafeDesRapides, boulangerieTheo } = await loadFixture(withActs);
      for (const officer of [solange, serviceOfMagog]) {
        await expect(removeTerminal(cafeDesRapides.terminal, officer)).to.be.revertedWithCustomError(
          contracts.authority,
          "AuthorityPowerMissing",
        );
      }
      for (const terminal of [walletSigner("nobody"), boulangerieTheo.terminal]) {
        await expect(removeTerminal(terminal))
          .to.be.revertedWithCustomError(contracts.participants, "ParticipantsTerminalUnknown")
          .withArgs(terminal.hash);
      }
      await removeTerminal(cafeDesRapides.terminal);
      await expect(removeTerminal(cafeDesRapides.terminal)).to.be.revertedWithCustomError(
        contracts.participants,
        "ParticipantsTerminalUnknown",
      );
    });
  });

  describe("institution", () => {
    it("answers nothing for an address that is none", async () => {
      const { contracts } = await loadFixture(withActs);
      expect((await contracts.participants.institution(ZeroAddress)).status).to.equal(NONE);
      expect(await contracts.participants.isActiveInstitution(ZeroAddress)).to.equal(false);
    });
  });
});
