import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MemberStatus } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { deployFoundation } from "../support/fixture.ts";
import { anotherValidator, deployConsortium, memberOf, membersUpTo } from "../support/members.ts";

const WINDOW_SECONDS = 600;
const UINT32_MAX = 2 ** 32 - 1;

const eleven = () => deployConsortium(11);
const six = () => deployConsortium(6);
const five = () => deployConsortium(5);
const four = () => deployConsortium(4);

/** Ten minutes on: changes made before no longer count. */
const afterTheWindow = () => time.increase(WINDOW_SECONDS);
const validatorsOf = (...cityIds: readonly number[]) => cityIds.map((cityId) => memberOf(cityId).validator);

describe("Consortium", () => {
  describe("constructor", () => {
    it("founds every member as ACTIVE, in the order given, at that second", async () => {
      const { consortium, timelock } = await loadFixture(eleven);
      const now = await time.latest();
      expect(await consortium.timelock()).to.equal(timelock.address);
      expect(await consortium.getValidators()).to.deep.equal(membersUpTo(11).map(({ validator }) => validator));
      expect(await consortium.memberIds()).to.deep.equal(membersUpTo(11).map(({ cityId }) => BigInt(cityId)));
      expect(await consortium.activeMemberCount()).to.equal(11n);
      expect(await consortium.activeMemberCountAt(now)).to.equal(11n);
      expect(await consortium.activeMemberCountAt(now - 1)).to.equal(0n);
      expect(await consortium.totalPopulationAt(now)).to.equal(66_000n);
      for (const { cityId, authority, validator, population } of membersUpTo(11)) {
        expect((await consortium.member(cityId)).toArray()).to.deep.equal([authority, validator, BigInt(MemberStatus.ACTIVE), 1n, BigInt(now), 0n]);
        expect(await consortium.populationAt(cityId, now)).to.equal(population);
        expect(await consortium.isActiveAt(cityId, now)).to.equal(true);
        expect(await consortium.isActiveAt(cityId, now - 1)).to.equal(false);
      }
    });

    it("announces each founder", async () => {
      const { consortium } = await loadFixture(four);
      const found = await consortium.queryFilter("MemberJoined");
      expect(found.map((log) => consortium.interface.parseLog(log)?.args.toArray())).to.deep.equal(
        membersUpTo(4).map(({ cityId, authority, validator, population }) => [BigInt(cityId), authority, validator, BigInt(population)]),
      );
    });

    const [first, second, third, fourth] = membersUpTo(4);
    if (!first || !second || !third || !fourth) throw new Error("four founders");
    const refusals = [
      { what: "three founders", members: [first, second, third], error: "ConsortiumTooFewValidators", values: [3, 4] },
      { what: "a city twice", members: [first, second, third, fourth, { ...memberOf(5), cityId: 2 }], error: "ConsortiumMemberExists", values: [2] },
      { what: "a key twice", members: [first, second, third, { ...fourth, validator: first.validator }], error: "ConsortiumValidatorRepeated", values: [first.validator] },
      { what: "an institution twice", members: [first, second, third, { ...fourth, authority: first.authority }], error: "ConsortiumAuthorityRefused", values: [first.authority] },
      { what: "the number 0", members: [first, second, third, { ...fourth, cityId: 0 }], error: "ConsortiumCityIdRefused", values: [0] },
    ];
    for (const { what, members, error, values } of refusals) {
      it(`refuses ${what}`, async () => {
        const { consortium, timelock } = await loadFixture(four);
        const factory = await ethers.getContractFactory("Consortium");
        await expect(factory.deploy(timelock.address, members)).to.be.revertedWithCustomError(consortium, error).withArgs(...values);
      });
    }
  });

  describe("who may", () => {
    it("is the timelock alone", async () => {
      const { consortium, stranger } = await loadFixture(eleven);
      const as = sentBy(consortium, stranger);
      for (const act of [
        () => as.join(memberOf(12)), () => as.depart(1), () => as.suspend(1), () => as.reinstate(1),
        () => as.replaceValidator(1, anotherValidator("new")), () => as.recordPopulation(1, 5),
      ]) {
        await expect(act()).to.be.revertedWithCustomError(consortium, "ConsortiumNotTimelock").withArgs(stranger.address);
      }
    });

    it("is, on the deployed network, the council's decision", async () => {
      const { contracts, decide } = await loadFixture(deployFoundation);
      await decide({ to: contracts.consortium, fn: "recordPopulation", args: [2, 30_000] });
      expect(await contracts.consortium.populationAt(2, await time.latest())).to.equal(30_000n);
    });
  });

  describe("join", () => {
    it("adds the member and its validator last", async () => {
      const { consortium } = await loadFixture(eleven);
      const { authority, validator } = memberOf(12);
      await expect(consortium.join(memberOf(12))).to.emit(consortium, "MemberJoined").withArgs(12, authority, validator, 12_000);
      const now = await time.latest();
      expect((await consortium.getValidators()).at(-1)).to.equal(validator);
      expect(await consortium.activeMemberCount()).to.equal(12n);
      expect(await consortium.activeMemberCountAt(now - 1)).to.equal(11n);
      expect(await consortium.totalPopulationAt(now)).to.equal(78_000n);
      expect(await consortium.totalPopulationAt(now - 1)).to.equal(66_000n);
      expect((await consortium.member(12)).joinedAt).to.equal(now);
    });

    const stranger = memberOf(12);
    const refusals = [
      { what: "the number 0", member: { ...stranger, cityId: 0 }, error: "ConsortiumCityIdRefused", values: [0] },
      { what: "a member", member: { ...stranger, cityId: 4 }, error: "ConsortiumMemberExists", values: [4] },
      { what: "no institution", member: { ...stranger, authority: ZeroAddress }, error: "ConsortiumAuthorityRefused", values: [ZeroAddress] },
      { what: "another member's institution", member: { ...stranger, authority: memberOf(3).authority }, error: "ConsortiumAuthorityRefused", values: [memberOf(3).authority] },
      { what: "nobody", member: { ...stranger, population: 0 }, error: "ConsortiumPopulationRefused", values: [0] },
      { what: "no key", member: { ...stranger, validator: ZeroAddress }, error: "ConsortiumValidatorRefused", values: [ZeroAddress] },
      { what: "another member's key", member: { ...stranger, validator: memberOf(3).validator }, error: "ConsortiumValidatorRepeated", values: [memberOf(3).validator] },
    ];
    for (const { what, member, error, values } of refusals) {
      it(`refuses ${what}`, async () => {
        const { consortium } = await loadFixture(eleven);
        await expect(consortium.join(member)).to.be.revertedWithCustomError(consortium, error).withArgs(...values);
      });
    }

    it("never gives a departed city's number, institution or key to another", async () => {
      const { consortium } = await loadFixture(eleven);
      await consortium.depart(5);
      await expect(consortium.join({ ...stranger, cityId: 5 }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumMemberExists").withArgs(5);
      await expect(consortium.join({ ...stranger, authority: memberOf(5).authority }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityRefused").withArgs(memberOf(5).authority);
      await expect(consortium.join({ ...stranger, validator: memberOf(5).validator }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRepeated").withArgs(memberOf(5).validator);
    });
  });

  describe("depart", () => {
    it("takes vote and validator at once, and keeps what was", async () => {
      const { consortium } = await loadFixture(eleven);
      await expect(consortium.depart(4)).to.emit(consortium, "MemberDeparted").withArgs(4, memberOf(4).validator);
      const now = await time.latest();
      expect(await consortium.getValidators()).to.deep.equal(validatorsOf(1, 2, 3, 5, 6, 7, 8, 9, 10, 11));
      const { status, revision, departedAt } = await consortium.member(4);
      expect([status, revision, departedAt]).to.deep.equal([BigInt(MemberStatus.DEPARTED), 2n, BigInt(now)]);
      expect(await consortium.isActiveAt(4, now)).to.equal(false);
      expect(await consortium.populationAt(4, now)).to.equal(0n);
      expect(await consortium.totalPopulationAt(now)).to.equal(62_000n);
      expect(await consortium.activeMemberCountAt(now)).to.equal(10n);
      expect(await consortium.isActiveAt(4, now - 1)).to.equal(true);
      expect(await consortium.populationAt(4, now - 1)).to.equal(4_000n);
      expect(await consortium.totalPopulationAt(now - 1)).to.equal(66_000n);
      expect(await consortium.memberIds()).to.have.lengthOf(11);
    });

    it("is also a suspended member's, whose validator is out already: no change of the set", async () => {
      const { consortium } = await loadFixture(five);
      await consortium.suspend(5);
      await expect(consortium.depart(5)).to.emit(consortium, "MemberDeparted").withArgs(5, memberOf(5).validator);
      expect((await consortium.member(5)).status).to.equal(MemberStatus.DEPARTED);
      expect(await consortium.getValidators()).to.deep.equal(validatorsOf(1, 2, 3, 4));
    });

    it("refuses twice, a stranger, and to leave three", async () => {
      const { consortium } = await loadFixture(five);
      await expect(consortium.depart(77)).to.be.revertedWithCustomError(consortium, "ConsortiumMemberUnknown").withArgs(77);
      await consortium.depart(1);
      await expect(consortium.depart(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.DEPARTED);
      await afterTheWindow();
      await expect(consortium.depart(2))
        .to.be.revertedWithCustomError(consortium, "ConsortiumTooFewValidators").withArgs(3, 4);
      expect(await consortium.activeMemberCount()).to.equal(4n);
    });
  });

  describe("suspend and reinstate", () => {
    it("take vote and validator away, and give them back last in the order", async () => {
      const { consortium } = await loadFixture(six);
      await expect(consortium.suspend(2)).to.emit(consortium, "MemberSuspended").withArgs(2, memberOf(2).validator);
      const suspendedAt = await time.latest();
      expect(await consortium.getValidators()).to.deep.equal(validatorsOf(1, 3, 4, 5, 6));
      expect((await consortium.member(2)).status).to.equal(MemberStatus.SUSPENDED);
      expect(await consortium.populationAt(2, suspendedAt)).to.equal(0n);
      expect(await consortium.totalPopulationAt(suspendedAt)).to.equal(19_000n);

      await expect(consortium.reinstate(2)).to.emit(consortium, "MemberReinstated").withArgs(2, memberOf(2).validator);
      const now = await time.latest();
      expect(await consortium.getValidators()).to.deep.equal(validatorsOf(1, 3, 4, 5, 6, 2));
      expect((await consortium.member(2)).revision).to.equal(3n);
      expect(await consortium.populationAt(2, now)).to.equal(2_000n);
      expect(await consortium.totalPopulationAt(now)).to.equal(21_000n);
      expect(await consortium.populationAt(2, suspendedAt)).to.equal(0n);
    });

    it("refuse what is not so", async () => {
      const { consortium } = await loadFixture(six);
      for (const act of [consortium.suspend, consortium.reinstate]) {
        await expect(act(77)).to.be.revertedWithCustomError(consortium, "ConsortiumMemberUnknown").withArgs(77);
      }
      await expect(consortium.reinstate(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.ACTIVE);
      await consortium.suspend(1);
      await expect(consortium.suspend(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.SUSPENDED);
      await consortium.depart(1);
      for (const act of [consortium.suspend, consortium.reinstate]) {
        await expect(act(1)).to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.DEPARTED);
      }
    });

    it("never leave three validators", async () => {
      const { consortium } = await loadFixture(four);
      await expect(consortium.suspend(1)).to.be.revertedWithCustomError(consortium, "ConsortiumTooFewValidators").withArgs(3, 4);
    });
  });

  describe("replaceValidator", () => {
    it("puts the new key in the old one's place, from the next block on", async () => {
      const { consortium } = await loadFixture(four);
      const key = anotherValidator("new");
      await expect(consortium.replaceValidator(2, key)).to.emit(consortium, "ValidatorReplaced").withArgs(2, memberOf(2).validator, key);
      expect(await consortium.getValidators()).to.deep.equal([...validatorsOf(1), key, ...validatorsOf(3, 4)]);
      const { validator, revision } = await consortium.member(2);
      expect([validator, revision]).to.deep.equal([key, 2n]);
      expect(await consortium.totalPopulationAt(await time.latest())).to.equal(10_000n);
    });

    it("lets a city return to a key of its own, never take another's, past or present", async () => {
      const { consortium } = await loadFixture(eleven);
      const key = anotherValidator("new");
      await consortium.replaceValidator(2, key);
      await expect(consortium.replaceValidator(3, memberOf(2).validator))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRepeated").withArgs(memberOf(2).validator);
      await expect(consortium.replaceValidator(3, key))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRepeated").withArgs(key);
      await expect(consortium.replaceValidator(2, key))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRepeated").withArgs(key);
      await consortium.replaceValidator(2, memberOf(2).validator);
      expect(await consortium.getValidators()).to.deep.equal(membersUpTo(11).map(({ validator }) => validator));
    });

    it("refuses the key of a suspended or departed city", async () => {
      const { consortium } = await loadFixture(eleven);
      await consortium.suspend(5);
      await consortium.depart(6);
      for (const cityId of [5, 6]) {
        await expect(consortium.replaceValidator(1, memberOf(cityId).validator))
          .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRepeated").withArgs(memberOf(cityId).validator);
      }
    });

    it("serves a suspended member too, which comes back with the new key and was no change of the set", async () => {
      const { consortium } = await loadFixture(six);
      const key = anotherValidator("safe");
      await consortium.suspend(2);
      await consortium.replaceValidator(2, anotherValidator("lost"));
      await consortium.replaceValidator(2, key);
      expect(await consortium.getValidators()).to.deep.equal(validatorsOf(1, 3, 4, 5, 6));
      await consortium.reinstate(2);
      expect(await consortium.getValidators()).to.deep.equal([...validatorsOf(1, 3, 4, 5, 6), key]);
    });

    it("refuses no key, a stranger, a departed city", async () => {
      const { consortium } = await loadFixture(five);
      const key = anotherValidator("new");
      await expect(consortium.replaceValidator(1, ZeroAddress))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorRefused").withArgs(ZeroAddress);
      await expect(consortium.replaceValidator(77, key)).to.be.revertedWithCustomError(consortium, "ConsortiumMemberUnknown").withArgs(77);
      await consortium.depart(1);
      await expect(consortium.replaceValidator(1, key))
        .to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.DEPARTED);
    });
  });

  describe("recordPopulation", () => {
    it("is dated: what was asked of earlier instants stays", async () => {
      const { consortium } = await loadFixture(four);
      const before = await time.latest();
      await expect(consortium.recordPopulation(1, 9_500)).to.emit(consortium, "PopulationRecorded").withArgs(1, 9_500);
      const now = await time.latest();
      expect(await consortium.populationAt(1, before)).to.equal(1_000n);
      expect(await consortium.totalPopulationAt(before)).to.equal(10_000n);
      expect(await consortium.populationAt(1, now)).to.equal(9_500n);
      expect(await consortium.totalPopulationAt(now)).to.equal(18_500n);
      expect((await consortium.member(1)).revision).to.equal(2n);
    });

    it("of a suspended member counts once it is back", async () => {
      const { consortium } = await loadFixture(six);
      await consortium.suspend(1);
      await consortium.recordPopulation(1, 7_000);
      expect(await consortium.populationAt(1, await time.latest())).to.equal(0n);
      expect(await consortium.totalPopulationAt(await time.latest())).to.equal(20_000n);
      await consortium.reinstate(1);
      expect(await consortium.populationAt(1, await time.latest())).to.equal(7_000n);
      expect(await consortium.totalPopulationAt(await time.latest())).to.equal(27_000n);
    });

    it("bears the largest figure in every city", async () => {
      const { consortium } = await loadFixture(eleven);
      for (const { cityId } of membersUpTo(11)) await consortium.recordPopulation(cityId, UINT32_MAX);
      expect(await consortium.totalPopulationAt(await time.latest())).to.equal(11n * BigInt(UINT32_MAX));
    });

    it("refuses nobody, a stranger, a departed city", async () => {
      const { consortium } = await loadFixture(five);
      await expect(consortium.recordPopulation(1, 0)).to.be.revertedWithCustomError(consortium, "ConsortiumPopulationRefused").withArgs(0);
      await expect(consortium.recordPopulation(77, 1)).to.be.revertedWithCustomError(consortium, "ConsortiumMemberUnknown").withArgs(77);
      await consortium.depart(1);
      await expect(consortium.recordPopulation(1, 1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumStatusRefused").withArgs(1, MemberStatus.DEPARTED);
    });
  });
});
