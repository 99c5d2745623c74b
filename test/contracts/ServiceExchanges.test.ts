import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { ExchangeKind, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_PROOF, signingFor } from "../support/acts.ts";
import { marthe, serviceOfBrossard, solange } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { openResident, type Resident } from "../support/enrolment.ts";
import { deployMaille } from "../support/fixture.ts";
import { FAR_SECONDS } from "../support/programme-opening.ts";
import { type TestSigner, walletSigner } from "../support/signers.ts";
import { weekEndsAt, weekIndexAt } from "../support/sheet-filing.ts";

const BROSSARD = 1;
const MAGOG = 2;
const WENDAKE = 11;
const FOURTEEN_DAYS_SECONDS = 14 * 86_400;
const WEEK_SECONDS = 7 * 86_400;

interface Exchange {
  readonly exchangeId: string;
  readonly provider: string;
  readonly receiver: string;
  readonly points: bigint;
  readonly quantityMinutes: number;
  readonly kind: ExchangeKind;
  readonly termsHash: string;
  readonly validBefore: number;
}

/** Robert holds 700 points of Brossard (his home), 300 of Magog and 200 of Wendake; Aïcha none. */
async function withPoints() {
  const maille = await deployMaille();
  const { contracts, deployed, robert } = maille;
  const mover = sentBy(contracts.points, await maille.impersonate(deployed.addresses.earningSheets));
  await mover.issue(robert.account, WENDAKE, 200n);
  await mover.issue(robert.account, MAGOG, 300n);
  await mover.issue(robert.account, BROSSARD, 700n);
  // Early in a week, so that a test's few seconds never cross into another.
  await time.increaseTo(weekEndsAt(weekIndexAt(await time.latest())) + 3_600);
  return { ...maille, mover };
}

type World = Awaited<ReturnType<typeof withPoints>>;

let drawn = 0;

/** Aïcha cleared Robert's steps: two hours, 120 points. */
async function stepsCleared({ aicha, robert }: World, changes: Partial<Exchange> = {}): Promise<Exchange> {
  drawn += 1;
  return {
    exchangeId: id(`exchange ${String(drawn)}`),
    provider: aicha.account,
    receiver: robert.account,
    points: 120n,
    quantityMinutes: 120,
    kind: ExchangeKind.SERVICE,
    termsHash: id("terms and salt"),
    validBefore: (await time.latest()) + 3_600,
    ...changes,
  };
}

function settle({ contracts, signing }: World, exchange: Exchange, provider: TestSigner, receiver: TestSigner) {
  return contracts.serviceExchanges.settle(
    exchange,
    signing.prove(provider, "Exchange", { ...exchange }),
    signing.prove(receiver, "Exchange", { ...exchange }),
  );
}

/** Both sign with their FULL keys. */
const settleBetween = (world: World, provider: Resident, receiver: Resident, exchange: Exchange) =>
  settle(
    world, { ...exchange, provider: provider.account, receiver: receiver.account }, provider.signer, receiver.signer,
  );

const balances = async ({ contracts }: World, account: string) =>
  Promise.all([BROSSARD, MAGOG, WENDAKE].map((cityId) => contracts.points.balanceOf(account, cityId)));

/** A neighbour of Brossard, with a wallet. */
const neighbour = ({ enrolling }: World, name: string) =>
  openResident(enrolling, serviceOfBrossard, name, walletSigner(name));

const testimonialOf = (exchange: Exchange, author: string, changes = {}) => ({
  exchangeId: exchange.exchangeId,
  author,
  rating: 5,
  textHash: id("words and salt"),
  validBefore: FAR_SECONDS,
  ...changes,
});

function testify({ contracts, signing }: World, testimonial: ReturnType<typeof testimonialOf>, author: TestSigner) {
  return contracts.serviceExchanges.testify(testimonial, signing.prove(author, "Testimonial", testimonial));
}

async function changeStatus({ contracts, signing }: World, account: string, status: number) {
  const { revision } = await contracts.accounts.account(account);
  const act = { account, status, revision, validBefore: FAR_SECONDS };
  await contracts.accounts.changeStatus(act, [signing.approve(solange, "AccountStatusChange", act)]);
}

async function withSettled() {
  const world = await withPoints();
  const exchange = await stepsCleared(world);
  await settleBetween(world, world.aicha, world.robert, exchange);
  return { ...world, exchange };
}

describe("ServiceExchanges", () => {
  describe("settle", () => {
    it("moves existing points on both signatures and mints nothing [A12]", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const supply = await contracts.points.totals(BROSSARD);
      const exchange = await stepsCleared(world);
      await settleBetween(world, aicha, robert, exchange);
      expect(await balances(world, aicha.account)).to.deep.equal([120n, 0n, 0n]);
      expect(await balances(world, robert.account)).to.deep.equal([580n, 300n, 200n]);
      expect(await contracts.points.totals(BROSSARD)).to.deep.equal(supply);
      expect(await contracts.serviceExchanges.isSettled(exchange.exchangeId)).to.equal(true);
    });

    it("takes the receiver's home city's points first, then by city, and says which [C8]", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, lucie, mover } = world;
      // Lucie's home is Magog: Magog's points go first, then Brossard's, then Wendake's.
      await mover.issue(lucie.account, BROSSARD, 50n);
      await mover.issue(lucie.account, WENDAKE, 500n);
      await mover.issue(lucie.account, MAGOG, 40n);
      const exchange = await stepsCleared(world, { points: 100n, receiver: lucie.account });
      const settling = settleBetween(world, aicha, lucie, exchange);
      await settling;
      expect(await balances(world, aicha.account)).to.deep.equal([50n, 40n, 10n]);
      expect(await balances(world, lucie.account)).to.deep.equal([0n, 0n, 490n]);
      const [uid] = await attestationUids(world);
      await expect(settling)
        .to.emit(contracts.serviceExchanges, "ExchangeSettled")
        .withArgs(
          exchange.exchangeId, aicha.account, lucie.account, 100n, 120, ExchangeKind.SERVICE, exchange.termsHash,
          [[MAGOG, 40n], [BROSSARD, 50n], [WENDAKE, 10n]], uid,
        );
    });

    it("attests the fact in EAS, in allowed types, once and for all [X1]", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, deployed, exchange, aicha, robert } = world;
      const [uid] = await attestationUids(world);
      const attestation = await contracts.eas.getAttestation(uid);
      expect(attestation.attester).to.equal(deployed.addresses.serviceExchanges);
      expect(attestation.recipient).to.equal(ZeroAddress);
      expect(attestation.revocable).to.equal(false);
      expect(ethers.AbiCoder.defaultAbiCoder().decode(
        ["bytes32", "address", "address", "uint128", "uint32", "uint8", "bytes32"], attestation.data,
      )).to.deep.equal([exchange.exchangeId, aicha.account, robert.account, 120n, 120n, 1n, exchange.termsHash]);
      const { exchangeSchema, testimonialSchema } = await contracts.serviceExchanges.schemaUids();
      expect((await contracts.schemaRegistry.getSchema(exchangeSchema)).schema).to.equal(
        "bytes32 exchangeId,address provider,address receiver,uint128 points,uint32 quantityMinutes,uint8 kind,bytes32 termsHash",
      );
      expect((await contracts.schemaRegistry.getSchema(testimonialSchema)).schema).to.equal(
        "bytes32 exchangeId,address author,uint8 rating,bytes32 textHash",
      );
    });

    it("refuses an exchange signed by one side only", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, signing, aicha, robert, lucie } = world;
      const exchange = await stepsCleared(world);
      const proofs = {
        provider: signing.prove(aicha.signer, "Exchange", { ...exchange }),
        receiver: signing.prove(robert.signer, "Exchange", { ...exchange }),
        stranger: signing.prove(lucie.signer, "Exchange", { ...exchange }),
      };
      const incomplete = [
        [NO_PROOF, proofs.receiver, aicha],
        [proofs.receiver, proofs.receiver, aicha],
        [proofs.stranger, proofs.receiver, aicha],
        [proofs.provider, NO_PROOF, robert],
        [proofs.provider, proofs.provider, robert],
        [proofs.provider, proofs.stranger, robert],
      ] as const;
      for (const [provider, receiver, missing] of incomplete) {
        await expect(contracts.serviceExchanges.settle(exchange, provider, receiver))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesSignatureRefused")
          .withArgs(missing.account);
      }
      expect(await balances(world, robert.account)).to.deep.equal([700n, 300n, 200n]);
    });

    it("refuses an exchange changed in any field after both signed", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, signing, aicha, robert, lucie } = world;
      const exchange = await stepsCleared(world);
      const provider = signing.prove(aicha.signer, "Exchange", { ...exchange });
      const receiver = signing.prove(robert.signer, "Exchange", { ...exchange });
      const changes: Partial<Exchange>[] = [
        { exchangeId: id("another") },
        { provider: lucie.account },
        { receiver: lucie.account },
        { points: 119n },
        { quantityMinutes: 121 },
        { kind: ExchangeKind.OBJECT },
        { termsHash: id("other terms") },
        { validBefore: exchange.validBefore + 1 },
      ];
      expect(changes.length).to.equal(Object.keys(exchange).length);
      for (const change of changes) {
        await expect(contracts.serviceExchanges.settle({ ...exchange, ...change }, provider, receiver))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesSignatureRefused");
      }
    });

    it("refuses signatures made for another network", async () => {
      const world = await loadFixture(withPoints);
      const elsewhere = { ...world, signing: signingFor(world.deployed.addresses, world.deployed.chainId + 1) };
      const exchange = await stepsCleared(world);
      await expect(settleBetween(elsewhere, world.aicha, world.robert, exchange))
        .to.be.revertedWithCustomError(world.contracts.serviceExchanges, "ExchangesSignatureRefused");
    });

    it("refuses an exchange with oneself", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, robert } = world;
      const exchange = await stepsCleared(world);
      await expect(settleBetween(world, robert, robert, exchange))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesWithOneself")
        .withArgs(robert.account);
    });

    it("settles an exchange once", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, aicha, robert, exchange } = world;
      await expect(settleBetween(world, aicha, robert, exchange))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesAlreadySettled")
        .withArgs(exchange.exchangeId);
      // Neither with other terms under the same id.
      await expect(settleBetween(world, aicha, robert, { ...exchange, points: 1n }))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesAlreadySettled");
      expect(await balances(world, aicha.account)).to.deep.equal([120n, 0n, 0n]);
    });

    it("refuses an exchange whose time is over, or that would stay open longer than 14 days", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const now = (await time.latest()) + 100;
      const late = await stepsCleared(world, { validBefore: now });
      await time.setNextBlockTimestamp(now);
      await expect(settleBetween(world, aicha, robert, late))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesExpired")
        .withArgs(now, now);

      const limit = now + 10 + FOURTEEN_DAYS_SECONDS;
      const long = await stepsCleared(world, { validBefore: limit + 1 });
      await time.setNextBlockTimestamp(now + 10);
      await expect(settleBetween(world, aicha, robert, long))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesValidityTooLong")
        .withArgs(limit + 1, limit);
      const longest = await stepsCleared(world, { validBefore: limit });
      await time.setNextBlockTimestamp(now + 11);
      await settleBetween(world, aicha, robert, longest);
    });

    it("refuses an exchange without id, points or kind", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      for (const change of [{ exchangeId: ZeroHash }, { points: 0n }, { kind: ExchangeKind.NONE }]) {
        const exchange = await stepsCleared(world, change);
        await expect(settleBetween(world, aicha, robert, exchange))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesShapeRefused")
          .withArgs(exchange.exchangeId);
      }
    });

    it("refuses accounts that are suspended, closed or not residents' (I6)", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const withOfficer = await stepsCleared(world, { provider: marthe.account });
      await expect(settle(world, withOfficer, marthe.signer, robert.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesAccountRefused")
        .withArgs(marthe.account);
      for (const [resident, status] of [[robert, 2], [aicha, 3]] as const) {
        await changeStatus(world, resident.account, status);
        await expect(settleBetween(world, aicha, robert, await stepsCleared(world)))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesAccountRefused")
          .withArgs(resident.account);
        await changeStatus(world, robert.account, 1);
      }
    });

    it("refuses a receiver who does not hold the points", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const exchange = await stepsCleared(world, { points: 1n });
      await expect(settleBetween(world, robert, aicha, exchange))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesPointsInsufficient")
        .withArgs(aicha.account, 0n, 1n);
    });

    it("lets a device key provide, and receive up to its cap a charge [W11]", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const small = await stepsCleared(world, { points: 500n, quantityMinutes: 300 });
      await settle(world, small, aicha.device, robert.device);
      expect(await balances(world, aicha.account)).to.deep.equal([500n, 0n, 0n]);

      const maria = await neighbour(world, "Maria");
      const large = await stepsCleared(world, { provider: maria.account, points: 501n, quantityMinutes: 300 });
      await expect(settle(world, large, maria.device, robert.device))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesCapExceeded")
        .withArgs(robert.account, 500n, 501n);
      await settle(world, large, maria.device, robert.signer);
    });

    it("counts a device key's day over all partners, after what it redeemed [W11]", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, deployed, aicha, lucie, robert } = world;
      const desk = sentBy(contracts.accounts, await world.impersonate(deployed.addresses.redemptionDesk));
      await desk.consumeCap(robert.account, SignerKind.DEVICE, 200n);
      const hours = { points: 400n, quantityMinutes: 200 };
      await settle(world, await stepsCleared(world, hours), aicha.signer, robert.device);
      const another = await stepsCleared(world, { ...hours, provider: lucie.account });
      // 200 redeemed and 400 exchanged of the day's 1,000: 400 are left, and no more.
      await expect(settle(world, { ...another, points: 401n, quantityMinutes: 300 }, lucie.signer, robert.device))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesCapExceeded")
        .withArgs(robert.account, 400n, 401n);
      await settle(world, another, lucie.signer, robert.device);
      const last = { points: 100n, provider: lucie.account };
      await expect(settle(world, await stepsCleared(world, last), lucie.signer, robert.device))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesCapExceeded")
        .withArgs(robert.account, 0n, 100n);
      await time.increase(86_400);
      await settle(world, await stepsCleared(world, last), lucie.signer, robert.device);
    });

    it("refuses a key from the block after it was removed [W10]", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, signing, aicha, robert } = world;
      const { revision } = await contracts.accounts.account(robert.account);
      const removal = { account: robert.account, signerHash: robert.device.hash, revision, validBefore: FAR_SECONDS };
      await contracts.accounts.removeSigner(removal, signing.prove(robert.signer, "SignerRemoval", removal), {
        officer: ZeroAddress, ...NO_PROOF,
      });
      await expect(settle(world, await stepsCleared(world), aicha.signer, robert.device))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesSignatureRefused")
        .withArgs(robert.account);
    });
  });

  describe("limits [A12]", () => {
    it("refuses more than 2 points a minute of service", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      await expect(settleBetween(world, aicha, robert, await stepsCleared(world, { points: 121n, quantityMinutes: 60 })))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesRateExceeded")
        .withArgs(121n, 120n);
      await settleBetween(world, aicha, robert, await stepsCleared(world, { points: 120n, quantityMinutes: 60 }));
    });

    it("asks no minutes of an object", async () => {
      const world = await loadFixture(withPoints);
      const object = await stepsCleared(world, { points: 80n, quantityMinutes: 0, kind: ExchangeKind.OBJECT });
      await settleBetween(world, world.aicha, world.robert, object);
      expect(await balances(world, world.aicha.account)).to.deep.equal([80n, 0n, 0n]);
    });

    it("refuses more than 600 points between two in four weeks, whoever provides", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      await settleBetween(world, aicha, robert, await stepsCleared(world, { points: 400n, quantityMinutes: 200 }));
      await settleBetween(world, robert, aicha, await stepsCleared(world, { points: 150n }));
      const over = await stepsCleared(world, { points: 51n });
      await expect(settleBetween(world, aicha, robert, over))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesPairExceeded")
        .withArgs(aicha.account, robert.account, 50n, 51n);
      await settleBetween(world, aicha, robert, { ...over, points: 50n });
    });

    for (const [weeks, outcome] of [[1, "counts"], [2, "counts"], [3, "counts"], [4, "forgets"], [9, "forgets"]] as const) {
      it(`${outcome} what a pair exchanged ${String(weeks)} week(s) ago`, async () => {
        const world = await loadFixture(withPoints);
        const { contracts, aicha, robert } = world;
        await settleBetween(world, aicha, robert, await stepsCleared(world, { points: 400n, quantityMinutes: 200 }));
        await time.increase(weeks * WEEK_SECONDS);
        const settling = settleBetween(world, aicha, robert, await stepsCleared(world, { points: 201n }));
        if (outcome === "forgets") return settling;
        return expect(settling)
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesPairExceeded")
          .withArgs(aicha.account, robert.account, 200n, 201n);
      });
    }

    it("adds up what a pair exchanged in each of four weeks", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      for (let week = 0; week < 4; ++week) {
        await settleBetween(world, aicha, robert, await stepsCleared(world, { points: 150n }));
        if (week < 3) await time.increase(WEEK_SECONDS);
      }
      await expect(settleBetween(world, aicha, robert, await stepsCleared(world, { points: 1n })))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesPairExceeded")
        .withArgs(aicha.account, robert.account, 0n, 1n);
      await time.increase(WEEK_SECONDS);
      await settleBetween(world, aicha, robert, await stepsCleared(world, { points: 150n }));
    });

    it("lets each of the two meet three new partners a week, and old ones freely", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, robert } = world;
      const neighbours = [];
      for (const name of ["Maria", "Jean", "Fatou"]) neighbours.push(await neighbour(world, name));
      const [maria, jean, fatou] = neighbours;
      if (!maria || !jean || !fatou) throw new Error("three neighbours were enrolled");
      const ten = (provider: Resident) => stepsCleared(world, { points: 10n, provider: provider.account });
      for (const provider of [maria, jean, fatou]) await settleBetween(world, provider, robert, await ten(provider));

      await expect(settleBetween(world, aicha, robert, await ten(aicha)))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesTooManyPartners")
        .withArgs(robert.account, 3);
      await settleBetween(world, maria, robert, await ten(maria));
      await time.increase(WEEK_SECONDS);
      await settleBetween(world, aicha, robert, await ten(aicha));
    });

    it("counts new partners of the provider too", async () => {
      const world = await loadFixture(withPoints);
      const { contracts, aicha, mover } = world;
      for (const name of ["Maria", "Jean", "Fatou"]) {
        const receiver = await neighbour(world, name);
        await mover.issue(receiver.account, BROSSARD, 10n);
        await settleBetween(world, aicha, receiver, await stepsCleared(world, { points: 10n }));
      }
      await expect(settleBetween(world, aicha, world.robert, await stepsCleared(world)))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesTooManyPartners")
        .withArgs(aicha.account, 3);
    });

    it("changes with the council's decision only", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, decide, relayer, aicha, robert } = world;
      const given = { pointsPerMinuteMax: 1, pairPointsMax: 100, newPartnersMax: 1 };
      await expect(contracts.serviceExchanges.setParameters(given))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesNotConsortium")
        .withArgs(await relayer.getAddress());
      await decide({ to: contracts.serviceExchanges, fn: "setParameters", args: [given] });
      expect(await contracts.serviceExchanges.parameters()).to.deep.equal([1n, 100n, 1n]);
      // 120 points were exchanged under the old limit: nothing is left under the new one.
      await expect(settleBetween(world, aicha, robert, await stepsCleared(world, { points: 1n })))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesPairExceeded")
        .withArgs(aicha.account, robert.account, 0n, 1n);
    });
  });

  describe("testify", () => {
    it("attests one testimonial of each side, referring to the exchange", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, exchange, aicha, robert } = world;
      const [exchangeUid] = await attestationUids(world);
      const fromReceiver = testimonialOf(exchange, robert.account);
      const testifying = testify(world, fromReceiver, robert.device);
      await testifying;
      await testify(world, testimonialOf(exchange, aicha.account, { rating: 1, textHash: ZeroHash }), aicha.signer);
      const [, uid] = await attestationUids(world);
      await expect(testifying)
        .to.emit(contracts.serviceExchanges, "TestimonialGiven")
        .withArgs(exchange.exchangeId, robert.account, 5, fromReceiver.textHash, uid);
      const attestation = await contracts.eas.getAttestation(uid);
      expect(attestation.refUID).to.equal(exchangeUid);
      expect(ethers.AbiCoder.defaultAbiCoder().decode(["bytes32", "address", "uint8", "bytes32"], attestation.data))
        .to.deep.equal([exchange.exchangeId, robert.account, 5n, fromReceiver.textHash]);
    });

    it("refuses a second one of the same side", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, exchange, aicha, robert } = world;
      for (const side of [aicha, robert]) {
        await testify(world, testimonialOf(exchange, side.account), side.signer);
        await expect(testify(world, testimonialOf(exchange, side.account, { rating: 1 }), side.signer))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "TestimonialRepeated")
          .withArgs(exchange.exchangeId, side.account);
      }
    });

    it("refuses others, ratings outside 1 to 5, and exchanges that never were", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, exchange, robert, lucie } = world;
      await expect(testify(world, testimonialOf(exchange, lucie.account), lucie.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "TestimonialRefused")
        .withArgs(exchange.exchangeId, lucie.account);
      for (const rating of [0, 6]) {
        await expect(testify(world, testimonialOf(exchange, robert.account, { rating }), robert.signer))
          .to.be.revertedWithCustomError(contracts.serviceExchanges, "TestimonialRefused");
      }
      await expect(testify(world, testimonialOf(exchange, robert.account, { exchangeId: id("never") }), robert.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesUnknown")
        .withArgs(id("never"));
    });

    it("refuses a signature of somebody else, too late, or of a suspended author", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, exchange, aicha, robert } = world;
      await expect(testify(world, testimonialOf(exchange, robert.account), aicha.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesSignatureRefused")
        .withArgs(robert.account);
      const validBefore = await time.latest();
      await expect(testify(world, testimonialOf(exchange, robert.account, { validBefore }), robert.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesExpired");
      await changeStatus(world, robert.account, 2);
      await expect(testify(world, testimonialOf(exchange, robert.account), robert.signer))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "ExchangesAccountRefused")
        .withArgs(robert.account);
    });
  });

  describe("the doors of EAS", () => {
    const request = (data: string, revocable = false) => ({
      recipient: ZeroAddress, expirationTime: 0, revocable, refUID: ZeroHash, data, value: 0,
    });

    it("refuses attestations of anyone else under both schemas", async () => {
      const { contracts } = await loadFixture(withSettled);
      const { exchangeSchema, testimonialSchema } = await contracts.serviceExchanges.schemaUids();
      for (const schema of [exchangeSchema, testimonialSchema]) {
        await expect(contracts.eas.attest({ schema, data: request("0x1234") }))
          .to.be.revertedWithCustomError(contracts.eas, "InvalidAttestation");
        await expect(contracts.eas.multiAttest([{ schema, data: [request("0x12"), request("0x34")] }]))
          .to.be.revertedWithCustomError(contracts.eas, "InvalidAttestations");
        await expect(contracts.eas.attest({ schema, data: request("0x1234", true) }))
          .to.be.revertedWithCustomError(contracts.eas, "Irrevocable");
      }
    });

    it("refuses whoever calls the resolver without EAS, and answers no to EAS itself about revocations", async () => {
      const world = await loadFixture(withSettled);
      const { contracts, deployed, impersonate } = world;
      const [uid] = await attestationUids(world);
      const [uid_, schema, ...rest] = await contracts.eas.getAttestation(uid);
      const attestation = [uid_, schema, ...rest];
      await expect(contracts.serviceExchanges.attest(attestation))
        .to.be.revertedWithCustomError(contracts.serviceExchanges, "AccessDenied");
      const asEas = sentBy(contracts.serviceExchanges, await impersonate(deployed.addresses.eas));
      expect(await asEas.revoke.staticCall(attestation)).to.equal(false);
    });
  });
});

/** Attestations made under either schema, in order. */
async function attestationUids({ contracts, deployed }: World): Promise<string[]> {
  const filter = contracts.eas.filters["Attested"];
  if (!filter) throw new Error("EAS has an event Attested");
  const logs = await contracts.eas.queryFilter(filter(null, deployed.addresses.serviceExchanges));
  return logs.map((log) => {
    const parsed = contracts.eas.interface.parseLog(log);
    return String(parsed?.args.getValue("uid"));
  });
}
