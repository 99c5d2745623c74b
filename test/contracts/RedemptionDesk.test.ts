import { expect } from "chai";
import { ZeroHash } from "ethers";
import fc from "fast-check";
import {
  AccountStatus, ChargeStatus, ParticipantStatus, RefusalReason, SignerKind,
} from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_PROOF, signingFor } from "../support/acts.ts";
import {
  brossard, helene, henri, magog, pascal, serviceOfBrossard, serviceOfMagog, solange, tania,
} from "../support/actors.ts";
import { loadFixture, time } from "../support/chain.ts";
import { inAnHour } from "../support/enrolment.ts";
import { deployMaille, type FilledMaille } from "../support/fixture.ts";
import {
  answerTo, chargeIdOf, drawRandom, issuePoints, type Payer, type PaymentChanges, redeem, type Redemption, signPayment,
  type Till,
} from "../support/payments.ts";
import { deviceKeySigner, highS, passkeySigner, walletSigner } from "../support/signers.ts";
import { changeAccountStatus, changeInstitution, changeSide, removeSigner, removeTerminal } from "../support/standing.ts";

const BROSSARD = 1;
const MAGOG = 2;
const WENDAKE = 11;
const DAY_SECONDS = 86_400;

/** Robert, of Brossard, holds points of three cities. Boulangerie Théo is in Magog. */
async function deployWithPoints() {
  const maille = await deployMaille();
  await issuePoints(maille, maille.robert.account, BROSSARD, 3_000n);
  await issuePoints(maille, maille.robert.account, MAGOG, 200n);
  await issuePoints(maille, maille.robert.account, WENDAKE, 100n);
  await issuePoints(maille, maille.aicha.account, BROSSARD, 1_000n);
  return maille;
}

/** A settled charge of 250 points at the bakery: 200 of Magog, then 50 of Brossard. */
async function deployWithSettled() {
  const maille = await deployWithPoints();
  const item = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 250n);
  expect(await redeem(maille, item)).to.deep.equal([RefusalReason.NONE]);
  return { ...maille, item, chargeId: chargeIdOf(maille.signing, item) };
}

const balances = async ({ contracts }: FilledMaille, account: string): Promise<bigint[]> =>
  Promise.all([BROSSARD, MAGOG, WENDAKE].map(async (city) => BigInt(await contracts.points.balanceOf(account, city))));

const withDevice = ({ account, device }: FilledMaille["robert"]): Payer => ({ account, signer: device });

const pay = async (maille: FilledMaille, payer: Payer, till: Till, points: bigint, changes: PaymentChanges = {}) =>
  answerTo(maille, await signPayment(maille.signing, payer, till, points, changes));

const statusOf = async ({ contracts, signing }: FilledMaille, item: Redemption) =>
  Number((await contracts.redemptionDesk.charge(chargeIdOf(signing, item))).status);

describe("RedemptionDesk", () => {
  describe("redeem", () => {
    it("settles a charge signed by both and burns city, home, then id order [Q4]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { contracts, signing, robert, boulangerieTheo } = maille;
      const item = await signPayment(signing, robert, boulangerieTheo, 3_250n);
      const chargeId = chargeIdOf(signing, item);

      await expect(contracts.redemptionDesk.redeem([item]))
        .to.emit(contracts.redemptionDesk, "Redeemed")
        .withArgs(chargeId, robert.account, boulangerieTheo.account, 3_250n, [
          [MAGOG, 200n], [BROSSARD, 3_000n], [WENDAKE, 50n],
        ]);
      expect(await balances(maille, robert.account)).to.deep.equal([0n, 0n, 50n]);
      const state = await contracts.redemptionDesk.charge(chargeId);
      expect([...state]).to.deep.equal([
        BigInt(ChargeStatus.SETTLED), BigInt(await time.latest()), robert.account, boulangerieTheo.account,
        boulangerieTheo.terminal.hash, 3_250n, 0n,
      ]);
      expect(await contracts.redemptionDesk.redeemedOn(boulangerieTheo.account, await time.latest())).to.equal(3_250n);
    });

    it("records what each other issuer owes the merchant's city, and nothing for its own", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { contracts, signing, robert, boulangerieTheo } = maille;
      const item = await signPayment(signing, robert, boulangerieTheo, 3_250n);
      const period = await contracts.clearingHouse.currentPeriod();
      const sent = contracts.redemptionDesk.redeem([item]);
      await expect(sent)
        .to.emit(contracts.clearingHouse, "ObligationRecorded")
        .withArgs(BROSSARD, MAGOG, period, 3_000n, chargeIdOf(signing, item));
      await expect(sent)
        .to.emit(contracts.clearingHouse, "ObligationRecorded")
        .withArgs(WENDAKE, MAGOG, period, 50n, chargeIdOf(signing, item));
      expect((await contracts.clearingHouse.obligation(MAGOG, MAGOG, period)).recordedPoints).to.equal(0n);
    });

    it("takes a passkey and a device key as well as a wallet", async () => {
      const maille = await loadFixture(deployWithPoints);
      expect(await pay(maille, maille.aicha, maille.boulangerieTheo, 100n)).to.equal(RefusalReason.NONE);
      expect(await pay(maille, withDevice(maille.aicha), maille.boulangerieTheo, 100n)).to.equal(RefusalReason.NONE);
    });

    it("settles nothing when any bit of a Charge or Consent is changed after signing [Q1]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const before = await balances(maille, maille.robert.account);
      const honest = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 100n);
      const fields = [
        ...Object.keys(honest.charge).map((field) => ["charge", field] as const),
        ...Object.keys(honest.consent).map((field) => ["consent", field] as const),
      ];
      for (const [part, field] of fields) {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 0, max: 255 }), async (bit) => {
            const changed = flip(honest, part, field, bit);
            expect(await answerTo(maille, changed)).to.be.greaterThan(RefusalReason.SIGNER_CAP);
            expect(await statusOf(maille, changed)).to.equal(ChargeStatus.UNUSED);
          }),
          { numRuns: 6, seed: 300_000 },
        );
      }
      expect(await balances(maille, maille.robert.account)).to.deep.equal(before);
    });

    it("settles nothing signed for another chain or another desk [Q1]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { deployed, robert, boulangerieTheo } = maille;
      const otherChain = signingFor(deployed.addresses, deployed.chainId + 1);
      const otherDesk = signingFor({ ...deployed.addresses, redemptionDesk: deployed.addresses.points }, deployed.chainId);
      for (const elsewhere of [otherChain, otherDesk]) {
        const item = await signPayment(elsewhere, robert, boulangerieTheo, 100n);
        expect(await answerTo(maille, item)).to.equal(RefusalReason.BAD_SIGNATURE);
        const honest = await signPayment(maille.signing, robert, boulangerieTheo, 100n);
        const halfForeign = { ...honest, account: elsewhere.prove(robert.signer, "Consent", { ...honest.consent }) };
        // A wallet's signature over another digest recovers another address: the resident's key did not sign this.
        expect(await answerTo(maille, halfForeign)).to.equal(RefusalReason.BAD_SIGNATURE);
      }
    });

    it("needs both signatures [Q4]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { signing, robert, boulangerieTheo } = maille;
      const item = await signPayment(signing, robert, boulangerieTheo, 100n);
      const noSignature = (proof: Redemption["account"]) => ({ ...proof, signature: "0x" });
      expect(await answerTo(maille, { ...item, account: noSignature(item.account) })).to.equal(RefusalReason.BAD_SIGNATURE);
      expect(await answerTo(maille, { ...item, terminal: noSignature(item.terminal) })).to.equal(RefusalReason.BAD_SIGNATURE);
      expect(await answerTo(maille, { ...item, account: NO_PROOF })).to.equal(RefusalReason.BAD_SIGNATURE);
      expect(await answerTo(maille, { ...item, terminal: NO_PROOF })).to.equal(RefusalReason.TERMS_DIFFER);
    });

    it("refuses a key with high s as a bad signature [W4]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { deviceKeyVerifier } = maille.deployed.addresses;
      const device = deviceKeySigner(`device of ${maille.robert.name}`, deviceKeyVerifier, { tamper: highS });
      const payer = { account: maille.robert.account, signer: device };
      expect(await pay(maille, payer, maille.boulangerieTheo, 100n)).to.equal(RefusalReason.BAD_SIGNATURE);
    });

    it("takes a malformed passkey assertion as a bad signature, without sinking the batch", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { signing, aicha, robert, boulangerieTheo } = maille;
      const item = await signPayment(signing, aicha, boulangerieTheo, 100n);
      const broken = { ...item, account: { ...item.account, signature: `0x${"ff".repeat(192)}` } };
      const good = await signPayment(signing, robert, boulangerieTheo, 100n);
      expect(await redeem(maille, broken, good)).to.deep.equal([RefusalReason.BAD_SIGNATURE, RefusalReason.NONE]);
    });

    it("settles one charge once, submitted a hundred times [Q2]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const item = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 100n);
      const answers = await redeem(maille, ...Array.from({ length: 100 }, () => item));
      expect(answers.filter((answer) => answer === RefusalReason.NONE)).to.have.length(1);
      expect(answers.filter((answer) => answer === RefusalReason.ALREADY_SETTLED)).to.have.length(99);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.ALREADY_SETTLED);
      expect(await balances(maille, maille.robert.account)).to.deep.equal([3_000n, 100n, 100n]);
    });

    it("tells a charge settled long ago as settled, not as expired", async () => {
      const maille = await loadFixture(deployWithSettled);
      await time.increase(3_600);
      expect(await answerTo(maille, maille.item)).to.equal(RefusalReason.ALREADY_SETTLED);
    });

    it("never settles a declined charge later [Q2]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { contracts, signing, lucie, boulangerieTheo } = maille;
      const item = await signPayment(signing, lucie, boulangerieTheo, 100n);
      await expect(contracts.redemptionDesk.redeem([item]))
        .to.emit(contracts.redemptionDesk, "RedemptionDeclined")
        .withArgs(chargeIdOf(signing, item), lucie.account, boulangerieTheo.account, RefusalReason.INSUFFICIENT_POINTS);
      await issuePoints(maille, lucie.account, MAGOG, 500n);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.ALREADY_DECLINED);
      expect(await statusOf(maille, item)).to.equal(ChargeStatus.DECLINED);
      expect(await balances(maille, lucie.account)).to.deep.equal([0n, 500n, 0n]);
    });

    it("lets a refused item sink nothing, and items of one account see each other [Q2]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { signing, robert, aicha, boulangerieTheo } = maille;
      const [first, second, forged, last] = [
        await signPayment(signing, aicha, boulangerieTheo, 700n),
        await signPayment(signing, aicha, boulangerieTheo, 400n),
        await signPayment(signing, { account: aicha.account, signer: robert.signer }, boulangerieTheo, 100n),
        await signPayment(signing, robert, boulangerieTheo, 100n),
      ];
      expect(await redeem(maille, first, second, forged, last)).to.deep.equal([
        RefusalReason.NONE, RefusalReason.INSUFFICIENT_POINTS, RefusalReason.SIGNER_REMOVED, RefusalReason.NONE,
      ]);
      expect(await balances(maille, aicha.account)).to.deep.equal([300n, 0n, 0n]);
    });

    it("refuses more than 100 items and a gas that would not carry them", async () => {
      const { contracts, signing, robert, boulangerieTheo } = await loadFixture(deployWithPoints);
      const item = await signPayment(signing, robert, boulangerieTheo, 1n);
      await expect(contracts.redemptionDesk.redeem(Array.from({ length: 101 }, () => item)))
        .to.be.revertedWithCustomError(contracts.redemptionDesk, "DeskTooManyItems")
        .withArgs(101, 100);
      await expect(contracts.redemptionDesk.redeem([item, item], { gasLimit: 250_000 }))
        .to.be.revertedWithCustomError(contracts.redemptionDesk, "DeskTooLittleGas");
    });
  });

  describe("redeem: the window [Q3]", () => {
    const at = async (maille: FilledMaille, changes: PaymentChanges, timestamp: number) => {
      const item = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 10n, changes);
      await time.setNextBlockTimestamp(timestamp);
      const [answer] = await redeem(maille, item);
      return answer;
    };

    it("ends a charge and a consent with their last second [Q3]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const until = (await time.latest()) + 60;
      for (const changes of [{ charge: { validBefore: until } }, { consent: { validBefore: until } }]) {
        expect(await at(maille, changes, until)).to.equal(RefusalReason.EXPIRED);
        await loadFixture(deployWithPoints);
        expect(await at(maille, changes, until - 1)).to.equal(RefusalReason.NONE);
        await loadFixture(deployWithPoints);
      }
    });

    it("begins a consent with its first second [Q3]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const from = (await time.latest()) + 20;
      const changes = { consent: { validAfter: from, validBefore: from + 60 } };
      expect(await at(maille, changes, from - 1)).to.equal(RefusalReason.NOT_YET_VALID);
      await loadFixture(deployWithPoints);
      expect(await at(maille, changes, from)).to.equal(RefusalReason.NONE);
    });

    it("refuses a charge that would outlive 120 seconds and the clocks' slack [Q3]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const now = (await time.latest()) + 10;
      expect(await at(maille, { charge: { validBefore: now + 151 } }, now)).to.equal(RefusalReason.NOT_YET_VALID);
      await loadFixture(deployWithPoints);
      expect(await at(maille, { charge: { validBefore: now + 150 } }, now)).to.equal(RefusalReason.NONE);
    });

    it("refuses a consent that lives longer [Q3]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const now = await time.latest();
      const living = (seconds: number) => ({ consent: { validAfter: now, validBefore: now + seconds } });
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 10n, living(151))).to.equal(RefusalReason.TERMS_DIFFER);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 10n, living(150))).to.equal(RefusalReason.NONE);
    });
  });

  describe("redeem: terms and keys", () => {
    it("refuses a charge of nothing or of more than a settlement can hold", async () => {
      const maille = await loadFixture(deployWithPoints);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 0n)).to.equal(RefusalReason.TERMS_DIFFER);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 2n ** 24n)).to.equal(RefusalReason.TERMS_DIFFER);
    });

    it("refuses a consent to other terms than the charge's, though both are signed [Q1]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const others: PaymentChanges[] = [
        { consent: { points: 9n } },
        { consent: { merchant: maille.cafeDesRapides.account } },
        { consent: { chargeId: drawRandom() } },
      ];
      for (const changes of others) {
        expect(await pay(maille, maille.robert, maille.boulangerieTheo, 10n, changes)).to.equal(RefusalReason.TERMS_DIFFER);
      }
    });

    it("refuses a terminal that is not the merchant's [Q14]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { boulangerieTheo, cafeDesRapides, robert } = maille;
      const borrowed = { account: boulangerieTheo.account, terminal: cafeDesRapides.terminal };
      expect(await pay(maille, robert, borrowed, 10n)).to.equal(RefusalReason.TERMINAL_REMOVED);
      const unknown = { account: boulangerieTheo.account, terminal: walletSigner("a stranger's till") };
      expect(await pay(maille, robert, unknown, 10n)).to.equal(RefusalReason.TERMINAL_REMOVED);
    });

    it("refuses a removed terminal from the next block, and changes nothing [Q14]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const item = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 10n);
      await removeTerminal(maille, serviceOfMagog, maille.boulangerieTheo);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.TERMINAL_REMOVED);
      expect(await statusOf(maille, item)).to.equal(ChargeStatus.UNUSED);
    });

    it("refuses a removed key from the next block [W10]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const item = await signPayment(maille.signing, withDevice(maille.robert), maille.boulangerieTheo, 10n);
      await removeSigner(maille, maille.robert, maille.robert.device);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.SIGNER_REMOVED);
      expect(await statusOf(maille, item)).to.equal(ChargeStatus.UNUSED);
    });

    it("refuses another resident's key and another city's passkey [W3]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const thief = { account: maille.robert.account, signer: maille.aicha.signer };
      expect(await pay(maille, thief, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.SIGNER_REMOVED);
      const { cityPasskeyVerifier } = maille.deployed.addresses;
      const ofMagog = passkeySigner("Aïcha", cityPasskeyVerifier, magog.rpIdHost);
      const atMagog = passkeySigner("Aïcha", cityPasskeyVerifier, brossard.rpIdHost, { assertedHost: magog.rpIdHost });
      const { account } = maille.aicha;
      expect(await pay(maille, { account, signer: ofMagog }, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.SIGNER_REMOVED);
      expect(await pay(maille, { account, signer: atMagog }, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.BAD_SIGNATURE);
    });
  });

  describe("redeem: final refusals", () => {
    it("declines a suspended or closed account", async () => {
      for (const status of [AccountStatus.SUSPENDED, AccountStatus.CLOSED]) {
        const maille = await loadFixture(deployWithPoints);
        await changeAccountStatus(maille, solange, maille.robert.account, status);
        expect(await pay(maille, maille.robert, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.ACCOUNT_NOT_ACTIVE);
      }
    });

    it("declines an account that is not a resident's", async () => {
      const maille = await loadFixture(deployWithPoints);
      await issuePoints(maille, helene.account, BROSSARD, 100n);
      expect(await pay(maille, helene, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.ACCOUNT_NOT_ACTIVE);
    });

    it("declines at a suspended merchant and accepts again once the suspension has run out", async () => {
      const maille = await loadFixture(deployWithPoints);
      await changeInstitution(maille, pascal, maille.boulangerieTheo.account, { status: ParticipantStatus.SUSPENDED });
      const item = await signPayment(maille.signing, maille.robert, maille.boulangerieTheo, 10n);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.MERCHANT_NOT_ACTIVE);
      await time.increase(90 * DAY_SECONDS);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.ALREADY_DECLINED);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 10n)).to.equal(RefusalReason.NONE);
    });

    it("declines above the merchant's ceiling of the UTC day and accepts the next day", async () => {
      const maille = await loadFixture(deployWithPoints);
      await startOfNextDay();
      await changeInstitution(maille, pascal, maille.boulangerieTheo.account, { dailyCeilingPoints: 150n });
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 100n)).to.equal(RefusalReason.NONE);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 51n)).to.equal(RefusalReason.MERCHANT_CEILING);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 50n)).to.equal(RefusalReason.NONE);
      await startOfNextDay();
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 51n)).to.equal(RefusalReason.NONE);
    });

    it("declines above the device key's caps per charge and per day, counted apart from the FULL key's [W11]", async () => {
      const maille = await loadFixture(deployWithPoints);
      await startOfNextDay();
      const { robert, boulangerieTheo } = maille;
      expect(await pay(maille, withDevice(robert), boulangerieTheo, 501n)).to.equal(RefusalReason.SIGNER_CAP);
      expect(await pay(maille, withDevice(robert), boulangerieTheo, 500n)).to.equal(RefusalReason.NONE);
      expect(await pay(maille, withDevice(robert), boulangerieTheo, 500n)).to.equal(RefusalReason.NONE);
      expect(await pay(maille, withDevice(robert), boulangerieTheo, 1n)).to.equal(RefusalReason.SIGNER_CAP);
      expect(await pay(maille, robert, boulangerieTheo, 600n)).to.equal(RefusalReason.NONE);
      await startOfNextDay();
      expect(await pay(maille, withDevice(robert), boulangerieTheo, 1n)).to.equal(RefusalReason.NONE);
    });

    it("declines above the account's daily ceiling of a FULL key [W11]", async () => {
      const maille = await loadFixture(deployWithPoints);
      await startOfNextDay();
      await issuePoints(maille, maille.robert.account, MAGOG, 10_000n);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 4_000n)).to.equal(RefusalReason.NONE);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 1_001n)).to.equal(RefusalReason.SIGNER_CAP);
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 1_000n)).to.equal(RefusalReason.NONE);
    });

    it("counts no cap for an item refused for another reason", async () => {
      const maille = await loadFixture(deployWithPoints);
      await startOfNextDay();
      expect(await pay(maille, maille.lucie, maille.boulangerieTheo, 100n)).to.equal(RefusalReason.INSUFFICIENT_POINTS);
      const [, spentTodayPoints] = await maille.contracts.accounts.caps(maille.lucie.account, SignerKind.FULL);
      expect(spentTodayPoints).to.equal(0n);
    });
  });

  describe("redeem: what the merchant's city accepts [Q4]", () => {
    it("skips a lot whose city is suspended and takes the next ones", async () => {
      const maille = await loadFixture(deployWithPoints);
      await changeSide(maille, henri, { otherCityId: BROSSARD, asCreditor: true, suspended: true });
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 250n)).to.equal(RefusalReason.NONE);
      expect(await balances(maille, maille.robert.account)).to.deep.equal([3_000n, 0n, 50n]);
    });

    it("takes a lot up to what its ceiling leaves", async () => {
      const maille = await loadFixture(deployWithPoints);
      await changeSide(maille, helene, { otherCityId: MAGOG, asCreditor: false, ceilingPoints: 30n });
      expect(await pay(maille, maille.robert, maille.boulangerieTheo, 250n)).to.equal(RefusalReason.NONE);
      expect(await balances(maille, maille.robert.account)).to.deep.equal([2_970n, 0n, 80n]);
    });

    it("tells points that are not accepted here from points that are not held", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { robert, boulangerieTheo } = maille;
      await changeSide(maille, henri, { otherCityId: BROSSARD, asCreditor: true, suspended: true });
      await changeSide(maille, tania, { otherCityId: MAGOG, asCreditor: false, suspended: true });
      expect(await pay(maille, robert, boulangerieTheo, 201n)).to.equal(RefusalReason.POINTS_NOT_ACCEPTED_HERE);
      expect(await pay(maille, robert, boulangerieTheo, 3_301n)).to.equal(RefusalReason.INSUFFICIENT_POINTS);
      expect(await pay(maille, robert, boulangerieTheo, 200n)).to.equal(RefusalReason.NONE);
    });

    it("asks clearing nothing within one city", async () => {
      const maille = await loadFixture(deployWithPoints);
      expect(await pay(maille, maille.robert, maille.cafeDesRapides, 100n)).to.equal(RefusalReason.NONE);
      expect(await balances(maille, maille.robert.account)).to.deep.equal([2_900n, 200n, 100n]);
    });

    it("lets a city's own counter take points without a daily ceiling", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { contracts, signing, deployed, robert } = maille;
      const counter = (await contracts.participants.city(BROSSARD)).institution;
      const terminal = deviceKeySigner("counter of Brossard", deployed.addresses.deviceKeyVerifier);
      const act = { merchant: counter, signer: terminal.bytes, validBefore: await inAnHour() };
      await contracts.participants.enrolTerminal(act, signing.approve(serviceOfBrossard, "TerminalEnrolment", act));
      expect(await pay(maille, robert, { account: counter, terminal }, 100n)).to.equal(RefusalReason.NONE);
    });
  });

  describe("voidRedemption", () => {
    async function signVoid({ contracts, signing, boulangerieTheo, chargeId }: Awaited<ReturnType<typeof deployWithSettled>>, changes = {}, terminal = boulangerieTheo.terminal) {
      const act = { chargeId, terminal: terminal.hash, validBefore: await inAnHour(), ...changes };
      return { desk: contracts.redemptionDesk, act, proof: signing.prove(terminal, "RedemptionVoid", act) };
    }

    it("returns the whole in reverse order, its obligations, the merchant's day and the cap [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { contracts, robert, boulangerieTheo, chargeId } = maille;
      const { desk, act, proof } = await signVoid(maille);
      const sent = desk.voidRedemption(act, proof);
      await expect(sent)
        .to.emit(desk, "RedemptionVoided")
        .withArgs(chargeId, robert.account, boulangerieTheo.account, 250n, [[BROSSARD, 50n], [MAGOG, 200n]]);
      const period = await contracts.clearingHouse.currentPeriod();
      await expect(sent)
        .to.emit(contracts.clearingHouse, "ObligationReversed")
        .withArgs(BROSSARD, MAGOG, period, 50n, chargeId);
      expect(await balances(maille, robert.account)).to.deep.equal([3_000n, 200n, 100n]);
      expect((await desk.charge(chargeId)).status).to.equal(ChargeStatus.VOIDED);
      expect(await desk.redeemedOn(boulangerieTheo.account, await time.latest())).to.equal(0n);
      const [, spentTodayPoints] = await contracts.accounts.caps(robert.account, SignerKind.FULL);
      expect(spentTodayPoints).to.equal(0n);
      expect(await answerTo(maille, maille.item)).to.equal(RefusalReason.VOIDED);
    });

    it("returns a single lot, of one city, without an obligation [Q10]", async () => {
      const maille = await loadFixture(deployWithPoints);
      const { contracts, signing, aicha, cafeDesRapides } = maille;
      const item = await signPayment(signing, aicha, cafeDesRapides, 40n);
      expect(await redeem(maille, item)).to.deep.equal([RefusalReason.NONE]);
      const act = { chargeId: chargeIdOf(signing, item), terminal: cafeDesRapides.terminal.hash, validBefore: await inAnHour() };
      const sent = contracts.redemptionDesk.voidRedemption(act, signing.prove(cafeDesRapides.terminal, "RedemptionVoid", act));
      await expect(sent)
        .to.emit(contracts.redemptionDesk, "RedemptionVoided")
        .withArgs(act.chargeId, aicha.account, cafeDesRapides.account, 40n, [[BROSSARD, 40n]]);
      await expect(sent).not.to.emit(contracts.clearingHouse, "ObligationReversed");
      expect(await balances(maille, aicha.account)).to.deep.equal([1_000n, 0n, 0n]);
    });

    it("returns once [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { desk, act, proof } = await signVoid(maille);
      await desk.voidRedemption(act, proof);
      await expect(desk.voidRedemption(act, proof))
        .to.be.revertedWithCustomError(desk, "DeskNotSettled")
        .withArgs(maille.chargeId, ChargeStatus.VOIDED);
    });

    it("keeps to 24 hours, and gives no cap of another day back [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const settledAt = await time.latest();
      const { desk, act, proof } = await signVoid(maille, { validBefore: settledAt + 2 * DAY_SECONDS });
      await time.setNextBlockTimestamp(settledAt + DAY_SECONDS + 1);
      await expect(desk.voidRedemption(act, proof))
        .to.be.revertedWithCustomError(desk, "DeskVoidTooLate")
        .withArgs(maille.chargeId, settledAt + DAY_SECONDS);
      const again = await loadFixture(deployWithSettled);
      await time.setNextBlockTimestamp(settledAt + DAY_SECONDS);
      await again.contracts.redemptionDesk.voidRedemption(act, proof);
      expect(await again.contracts.redemptionDesk.redeemedOn(again.boulangerieTheo.account, settledAt)).to.equal(0n);
      expect(await balances(again, again.robert.account)).to.deep.equal([3_000n, 200n, 100n]);
    });

    it("refuses another terminal, a false signature, an expired act, an unknown charge [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { chargeId, cafeDesRapides, boulangerieTheo } = maille;
      const other = await signVoid(maille, {}, cafeDesRapides.terminal);
      const desk = other.desk;
      await expect(desk.voidRedemption(other.act, other.proof))
        .to.be.revertedWithCustomError(desk, "DeskTerminalDiffers")
        .withArgs(chargeId, cafeDesRapides.terminal.hash);
      const disguised = await signVoid(maille, { terminal: boulangerieTheo.terminal.hash }, cafeDesRapides.terminal);
      await expect(desk.voidRedemption(disguised.act, disguised.proof))
        .to.be.revertedWithCustomError(desk, "DeskTerminalDiffers")
        .withArgs(chargeId, cafeDesRapides.terminal.hash);
      const { act, proof } = await signVoid(maille);
      await expect(desk.voidRedemption({ ...act, validBefore: act.validBefore + 1 }, proof))
        .to.be.revertedWithCustomError(desk, "DeskSignatureRefused")
        .withArgs(chargeId);
      const late = await signVoid(maille, { validBefore: await time.latest() });
      await expect(desk.voidRedemption(late.act, late.proof)).to.be.revertedWithCustomError(desk, "DeskExpired");
      const unknown = await signVoid(maille, { chargeId: ZeroHash });
      await expect(desk.voidRedemption(unknown.act, unknown.proof))
        .to.be.revertedWithCustomError(desk, "DeskNotSettled")
        .withArgs(ZeroHash, ChargeStatus.UNUSED);
    });

    it("refuses after a refund [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      await refundByTerminal(maille, 1n);
      const { desk, act, proof } = await signVoid(maille);
      await expect(desk.voidRedemption(act, proof))
        .to.be.revertedWithCustomError(desk, "DeskVoidAfterRefund")
        .withArgs(maille.chargeId, 1n);
    });

    it("is open to a suspended merchant, not to a removed terminal [Q14]", async () => {
      const maille = await loadFixture(deployWithSettled);
      await changeInstitution(maille, pascal, maille.boulangerieTheo.account, { status: ParticipantStatus.SUSPENDED });
      const suspended = await signVoid(maille);
      await expect(suspended.desk.voidRedemption(suspended.act, suspended.proof)).to.emit(suspended.desk, "RedemptionVoided");

      const again = await loadFixture(deployWithSettled);
      await removeTerminal(again, serviceOfMagog, again.boulangerieTheo);
      const removed = await signVoid(again);
      await expect(removed.desk.voidRedemption(removed.act, removed.proof))
        .to.be.revertedWithCustomError(removed.desk, "DeskTerminalDiffers");
    });
  });

  describe("refund", () => {
    it("returns the last burned first, piece by piece, up to the points [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { contracts, robert, boulangerieTheo, chargeId } = maille;
      const desk = contracts.redemptionDesk;
      const first = await refundByTerminal(maille, 30n);
      await expect(first.sent)
        .to.emit(desk, "RedemptionRefunded")
        .withArgs(chargeId, first.act.refundId, robert.account, boulangerieTheo.account, 30n, 1, [[BROSSARD, 30n]]);
      const second = await refundByTerminal(maille, 120n);
      await expect(second.sent)
        .to.emit(desk, "RedemptionRefunded")
        .withArgs(chargeId, second.act.refundId, robert.account, boulangerieTheo.account, 120n, 1, [
          [BROSSARD, 20n], [MAGOG, 100n],
        ]);
      const { sent } = await refundByTerminal(maille, 101n);
      await expect(sent)
        .to.be.revertedWithCustomError(desk, "DeskRefundExceeded")
        .withArgs(chargeId, 100n, 101n);
      await refundByTerminal(maille, 100n);
      expect(await balances(maille, robert.account)).to.deep.equal([3_000n, 200n, 100n]);
      expect((await desk.charge(chargeId)).refundedPoints).to.equal(250n);
      const owed = await contracts.clearingHouse.obligation(BROSSARD, MAGOG, await contracts.clearingHouse.currentPeriod());
      expect([...owed]).to.deep.equal([50n, 50n]);
    });

    it("gives the merchant's day nothing back: only a void undoes", async () => {
      const maille = await loadFixture(deployWithSettled);
      await refundByTerminal(maille, 250n);
      const { redemptionDesk } = maille.contracts;
      expect(await redemptionDesk.redeemedOn(maille.boulangerieTheo.account, await time.latest())).to.equal(250n);
    });

    it("goes back to the account that paid, though closed since [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      await changeAccountStatus(maille, solange, maille.robert.account, AccountStatus.CLOSED);
      await refundByTerminal(maille, 250n);
      expect(await balances(maille, maille.robert.account)).to.deep.equal([3_000n, 200n, 100n]);
    });

    it("is TREASURY's of the merchant's city too, of no other city's [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { contracts, signing, chargeId } = maille;
      const act = { refundId: drawRandom(), chargeId, points: 50n, reasonCode: 2, validBefore: await inAnHour() };
      await expect(contracts.redemptionDesk.refund(act, NO_PROOF, [signing.approve(helene, "Refund", act)]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      await expect(contracts.redemptionDesk.refund(act, NO_PROOF, [signing.approve(pascal, "Refund", act)]))
        .to.be.revertedWithCustomError(contracts.authority, "AuthorityPowerMissing");
      await expect(contracts.redemptionDesk.refund(act, NO_PROOF, [signing.approve(henri, "Refund", act)]))
        .to.emit(contracts.redemptionDesk, "RedemptionRefunded");
    });

    it("happens once per refundId", async () => {
      const maille = await loadFixture(deployWithSettled);
      const refundId = drawRandom();
      await refundByTerminal(maille, 10n, { refundId });
      const { sent } = await refundByTerminal(maille, 10n, { refundId });
      await expect(sent)
        .to.be.revertedWithCustomError(maille.contracts.redemptionDesk, "DeskRefundRepeated")
        .withArgs(refundId);
    });

    it("keeps to 90 days, and enters the period in which it happens [Q10]", async () => {
      const maille = await loadFixture(deployWithSettled);
      const { contracts, chargeId } = maille;
      const settledAt = await time.latest();
      const settledPeriod = await contracts.clearingHouse.currentPeriod();
      await time.increaseTo(settledAt + 90 * DAY_SECONDS - 10);
      await refundByTerminal(maille, 10n);
      const [then, now] = [
        await contracts.clearingHouse.obligation(BROSSARD, MAGOG, settledPeriod),
        await contracts.clearingHouse.obligation(BROSSARD, MAGOG, await contracts.clearingHouse.currentPeriod()),
      ];
      expect([...then]).to.deep.equal([50n, 0n]);
      expect([...now]).to.deep.equal([0n, 10n]);
      await time.increaseTo(settledAt + 90 * DAY_SECONDS + 1);
      const { sent } = await refundByTerminal(maille, 10n);
      await expect(sent)
        .to.be.revertedWithCustomError(contracts.redemptionDesk, "DeskRefundTooLate")
        .withArgs(chargeId, settledAt + 90 * DAY_SECONDS);
    });

    it("refuses nothing, a false signature, another terminal, a charge not settled", async () => {
      const maille = await loadFixture(deployWithSettled);
      const desk = maille.contracts.redemptionDesk;
      const { sent } = await refundByTerminal(maille, 0n);
      await expect(sent).to.be.revertedWithCustomError(desk, "DeskRefundExceeded").withArgs(maille.chargeId, 250n, 0n);
      const act = { refundId: drawRandom(), chargeId: maille.chargeId, points: 5n, reasonCode: 1, validBefore: await inAnHour() };
      const proof = maille.signing.prove(maille.boulangerieTheo.terminal, "Refund", act);
      await expect(desk.refund({ ...act, points: 50n }, proof, []))
        .to.be.revertedWithCustomError(desk, "DeskSignatureRefused");
      await expect(desk.refund(act, maille.signing.prove(maille.cafeDesRapides.terminal, "Refund", act), []))
        .to.be.revertedWithCustomError(desk, "DeskTerminalDiffers");
      const elsewhere = await refundByTerminal(maille, 5n, { chargeId: ZeroHash });
      await expect(elsewhere.sent).to.be.revertedWithCustomError(desk, "DeskNotSettled");
    });
  });

  describe("many lots", () => {
    it("keeps and returns more lots than one word holds", async () => {
      const maille = await loadFixture(deployMaille);
      const { contracts, signing, decide, robert, cafeDesRapides } = maille;
      const cities = [3, 4, 5, 6, 7, 8, 9, 10, 12];
      for (const cityId of cities) {
        await decide({ to: contracts.participants, fn: "addCity", args: [cityId, 1_000, drawRandom(), drawRandom()] });
        await issuePoints(maille, robert.account, cityId, BigInt(cityId));
      }
      const item = await signPayment(signing, robert, cafeDesRapides, 64n);
      expect(await answerTo(maille, item)).to.equal(RefusalReason.NONE);
      expect(await contracts.points.heldCities(robert.account)).to.equal(0n);
      const act = { chargeId: chargeIdOf(signing, item), terminal: cafeDesRapides.terminal.hash, validBefore: await inAnHour() };
      const proof = signing.prove(cafeDesRapides.terminal, "RedemptionVoid", act);
      await expect(contracts.redemptionDesk.voidRedemption(act, proof))
        .to.emit(contracts.redemptionDesk, "RedemptionVoided")
        .withArgs(act.chargeId, robert.account, cafeDesRapides.account, 64n, [...cities].reverse().map((id) => [id, BigInt(id)]));
      for (const cityId of cities) expect(await contracts.points.balanceOf(robert.account, cityId)).to.equal(cityId);
    });
  });

  describe("chargeIdOf", () => {
    it("is the EIP-712 hash of the charge as ethers computes it", async () => {
      const { contracts, signing, robert, boulangerieTheo } = await loadFixture(deployMaille);
      const item = await signPayment(signing, robert, boulangerieTheo, 77n);
      expect(await contracts.redemptionDesk.chargeIdOf(item.charge)).to.equal(chargeIdOf(signing, item));
    });
  });
});

async function startOfNextDay(): Promise<void> {
  const now = await time.latest();
  await time.increaseTo((Math.floor(now / DAY_SECONDS) + 1) * DAY_SECONDS);
}

async function refundByTerminal(maille: Awaited<ReturnType<typeof deployWithSettled>>, points: bigint, changes = {}) {
  const { contracts, signing, boulangerieTheo, chargeId } = maille;
  const act = { refundId: drawRandom(), chargeId, points, reasonCode: 1, validBefore: await inAnHour(), ...changes };
  const proof = signing.prove(boulangerieTheo.terminal, "Refund", act);
  const sent = contracts.redemptionDesk.refund(act, proof, []);
  await sent.catch(() => undefined); // a test of a refusal looks at `sent` itself
  return { act, sent };
}

/** The item with one bit of one field changed, its signatures left as they were. */
function flip(item: Redemption, part: "charge" | "consent", field: string, bit: number): Redemption {
  const value = Object.entries(item[part]).find(([name]) => name === field)?.[1];
  const isText = typeof value === "string";
  const bits = isText ? (value.length - 2) * 4 : field === "points" ? 128 : 64;
  const changed = BigInt(value ?? 0n) ^ (1n << BigInt(bit % bits));
  const replaced = isText ? `0x${changed.toString(16).padStart(value.length - 2, "0")}` : changed;
  return { ...item, [part]: { ...item[part], [field]: replaced } };
}
