import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { loadFixture } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { deployMaille } from "../support/fixture.ts";

const BROSSARD = 1;
const MAGOG = 2;
const WENDAKE = 11;
const LAST_CITY = 255;

/** `mover` stands where the sheets' contract stands: it holds MOVER, the relayer holds nothing. */
async function deployWithMover() {
  const maille = await deployMaille();
  const { contracts, deployed, impersonate } = maille;
  const mover = sentBy(contracts.points, await impersonate(deployed.addresses.earningSheets));
  return { ...maille, points: contracts.points, mover };
}

describe("Points", () => {
  describe("issue", () => {
    it("adds to the balance, the issuer's total and the word of cities held", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      const sent = mover.issue(aicha.account, BROSSARD, 120n);
      await expect(sent).to.emit(points, "PointsIssued").withArgs(aicha.account, BROSSARD, 120n);
      await expect(sent).to.emit(points, "Transfer").withArgs(mover.runner, ZeroAddress, aicha.account, BROSSARD, 120n);
      expect(await points.balanceOf(aicha.account, BROSSARD)).to.equal(120n);
      expect(await points.heldCities(aicha.account)).to.equal(1n << BigInt(BROSSARD));
      expect([...(await points.totals(BROSSARD))]).to.deep.equal([120n, 0n, 0n]);
    });

    it("knows issuers 1 to 255 only", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await expect(mover.issue(aicha.account, 0, 1n))
        .to.be.revertedWithCustomError(points, "PointsIssuerOutOfRange")
        .withArgs(0);
      await mover.issue(aicha.account, LAST_CITY, 1n);
      expect(await points.heldCities(aicha.account)).to.equal(1n << 255n);
      expect(await points.totalOf(aicha.account)).to.equal(1n);
    });

    it("sets no bit for nothing", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 0n);
      expect(await points.heldCities(aicha.account)).to.equal(0n);
    });
  });

  describe("redeem", () => {
    it("burns lots and clears the bit of an emptied city", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 100n);
      await mover.issue(aicha.account, MAGOG, 50n);
      await expect(mover.redeem(aicha.account, [[BROSSARD, 100n], [MAGOG, 20n]]))
        .to.emit(points, "PointsRedeemed")
        .withArgs(aicha.account, MAGOG, 20n);
      expect(await points.heldCities(aicha.account)).to.equal(1n << BigInt(MAGOG));
      expect([...(await points.totals(BROSSARD))]).to.deep.equal([100n, 100n, 0n]);
      expect(await points.totalOf(aicha.account)).to.equal(30n);
    });

    it("burns nothing beyond what is held", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 100n);
      await expect(mover.redeem(aicha.account, [[BROSSARD, 60n], [BROSSARD, 41n]]))
        .to.be.revertedWithCustomError(points, "PointsInsufficient")
        .withArgs(aicha.account, BROSSARD, 40n, 41n);
    });
  });

  describe("giveBack", () => {
    it("returns what was redeemed, and not one point more", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 100n);
      await mover.redeem(aicha.account, [[BROSSARD, 80n]]);
      await expect(mover.giveBack(aicha.account, [[BROSSARD, 30n]]))
        .to.emit(points, "PointsReturned")
        .withArgs(aicha.account, BROSSARD, 30n);
      expect([...(await points.totals(BROSSARD))]).to.deep.equal([100n, 80n, 30n]);
      await expect(mover.giveBack(aicha.account, [[BROSSARD, 51n]]))
        .to.be.revertedWithCustomError(points, "PointsReturnRefused")
        .withArgs(BROSSARD, 50n, 51n);
    });
  });

  describe("move", () => {
    it("moves lots between accounts and leaves every total as it was", async () => {
      const { points, mover, aicha, robert } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 100n);
      await expect(mover.move(aicha.account, robert.account, [[BROSSARD, 100n]]))
        .to.emit(points, "PointsMoved")
        .withArgs(aicha.account, robert.account, BROSSARD, 100n);
      expect(await points.heldCities(aicha.account)).to.equal(0n);
      expect(await points.heldCities(robert.account)).to.equal(1n << BigInt(BROSSARD));
      expect([...(await points.totals(BROSSARD))]).to.deep.equal([100n, 0n, 0n]);
      await expect(mover.move(aicha.account, robert.account, [[BROSSARD, 1n]]))
        .to.be.revertedWithCustomError(points, "PointsInsufficient")
        .withArgs(aicha.account, BROSSARD, 0n, 1n);
    });

    it("keeps the bit of who moves points to itself", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      await mover.issue(aicha.account, BROSSARD, 100n);
      await mover.move(aicha.account, aicha.account, [[BROSSARD, 100n]]);
      expect(await points.heldCities(aicha.account)).to.equal(1n << BigInt(BROSSARD));
    });
  });

  describe("lotsInOrder", () => {
    it("gives the first city, the second, then by id [Q4]", async () => {
      const { points, mover, aicha } = await loadFixture(deployWithMover);
      for (const cityId of [BROSSARD, MAGOG, 7, WENDAKE, LAST_CITY]) await mover.issue(aicha.account, cityId, BigInt(cityId));
      const order = async (first: number, second: number) =>
        (await points.lotsInOrder(aicha.account, first, second)).map((lot: { cityId: bigint; points: bigint }) => {
          expect(lot.points).to.equal(lot.cityId);
          return Number(lot.cityId);
        });
      expect(await order(WENDAKE, 7)).to.deep.equal([WENDAKE, 7, BROSSARD, MAGOG, LAST_CITY]);
      expect(await order(MAGOG, MAGOG)).to.deep.equal([MAGOG, BROSSARD, 7, WENDAKE, LAST_CITY]);
      expect(await order(LAST_CITY, 99)).to.deep.equal([LAST_CITY, BROSSARD, MAGOG, 7, WENDAKE]);
      expect(await order(0, 0)).to.deep.equal([BROSSARD, MAGOG, 7, WENDAKE, LAST_CITY]);
    });

    it("is empty for who holds nothing", async () => {
      const { points, aicha } = await loadFixture(deployWithMover);
      expect(await points.lotsInOrder(aicha.account, BROSSARD, MAGOG)).to.deep.equal([]);
      expect(await points.totalOf(aicha.account)).to.equal(0n);
    });
  });

  describe("the closed loop", () => {
    it("has no transfer, approval or operator [C8]", async () => {
      const { points, mover, aicha, relayer } = await loadFixture(deployWithMover);
      await mover.issue(await relayer.getAddress(), BROSSARD, 100n);
      const acts: readonly (readonly [string, readonly unknown[]])[] = [
        ["transfer", [aicha.account, BROSSARD, 1n]],
        ["transferFrom", [await relayer.getAddress(), aicha.account, BROSSARD, 1n]],
        ["approve", [aicha.account, BROSSARD, 1n]],
        ["setOperator", [aicha.account, true]],
      ];
      for (const [name, args] of acts) {
        await expect(points.getFunction(name).staticCall(...args), name).to.be.revertedWithCustomError(points, "PointsNotTransferable");
      }
      expect(await points.allowance(await relayer.getAddress(), aicha.account, BROSSARD)).to.equal(0n);
      expect(await points.isOperator(await relayer.getAddress(), aicha.account)).to.equal(false);
    });

    it("is moved by MOVER contracts only [C6]", async () => {
      const { points, aicha, robert, relayer } = await loadFixture(deployWithMover);
      const lots = [[BROSSARD, 1n]];
      const sender = await relayer.getAddress();
      for (const sent of [
        points.issue(aicha.account, BROSSARD, 1n),
        points.redeem(aicha.account, lots),
        points.giveBack(aicha.account, lots),
        points.move(aicha.account, robert.account, lots),
      ]) {
        await expect(sent).to.be.revertedWithCustomError(points, "PointsNotMover").withArgs(sender);
      }
    });

    it("says by ERC-165 that it is ERC-6909", async () => {
      const { points } = await loadFixture(deployWithMover);
      expect(await points.supportsInterface("0x0f632fb3")).to.equal(true);
      expect(await points.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("names no date anywhere: nothing expires [C1]", async () => {
      const { points } = await loadFixture(deployWithMover);
      const names = points.interface.fragments.map((fragment) => fragment.format("minimal")).join("\n");
      expect(names).not.to.match(/expir|until|deadline|validBefore|timestamp/i);
    });
  });
});
