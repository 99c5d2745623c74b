import { expect } from "chai";
import { ethers, loadFixture, networkHelpers, time } from "../support/chain.ts";
import { anotherValidator, deployConsortium, memberOf } from "../support/members.ts";

const WINDOW_SECONDS = 600;

const eleven = () => deployConsortium(11);
const six = () => deployConsortium(6);
const four = () => deployConsortium(4);

/** Ten minutes on: changes made before no longer count. */
const afterTheWindow = () => time.increase(WINDOW_SECONDS);

describe("Consortium", () => {
  describe("one third at a time", () => {
    it("lets three of eleven change in ten minutes, in any way, and refuses the fourth", async () => {
      const { consortium } = await loadFixture(eleven);
      await consortium.replaceValidator(1, anotherValidator("a"));
      await consortium.suspend(2);
      await consortium.depart(3);
      const refused = [
        () => consortium.replaceValidator(4, anotherValidator("b")), () => consortium.suspend(4), () => consortium.depart(4),
        () => consortium.reinstate(2), () => consortium.join(memberOf(12)),
      ];
      for (const act of refused) {
        await expect(act()).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(4, 3);
      }
      await consortium.recordPopulation(4, 1);
    });

    it("is counted from ten minutes before each change, against the set that stood then", async () => {
      const { consortium } = await loadFixture(eleven);
      await afterTheWindow();
      const start = (await time.latest()) + 100;
      const at = async (seconds: number) => time.setNextBlockTimestamp(start + seconds);
      await at(0);
      await consortium.depart(1);
      await at(300);
      await consortium.depart(2);
      await consortium.depart(3);
      await at(599);
      await expect(consortium.depart(4)).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(4, 3);
      // The first no longer counts; ten stood ten minutes ago, after it.
      await at(600);
      await consortium.depart(4);
      await at(601);
      await expect(consortium.depart(5)).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(4, 3);
      // Two count still, of 301 seconds and later ago: eight stood.
      await at(901);
      await consortium.depart(5);
      await expect(consortium.depart(6)).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(3, 2);
    });

    it("lets one of four change, also within ten minutes of the founding", async () => {
      const { consortium } = await loadFixture(four);
      await consortium.join(memberOf(5));
      await expect(consortium.join(memberOf(6))).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(2, 1);
      await afterTheWindow();
      await consortium.join(memberOf(6));
      await afterTheWindow();
      await consortium.join(memberOf(7));
      await consortium.join(memberOf(8));
      await expect(consortium.join(memberOf(9))).to.be.revertedWithCustomError(consortium, "ConsortiumTooManyChanges").withArgs(3, 2);
    });

    it("holds for acts of one block as well", async () => {
      const { consortium, timelock } = await loadFixture(six);
      await networkHelpers.mine(1, { interval: WINDOW_SECONDS + 1 });
      await ethers.provider.send("evm_setAutomine", [false]);
      const sent = await Promise.all([1, 2, 3].map(async (cityId, index) =>
        consortium.suspend(cityId, { gasLimit: 1_000_000, nonce: (await timelock.getNonce()) + index })));
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
      const receipts = await Promise.all(sent.map(({ hash }) => ethers.provider.getTransactionReceipt(hash)));
      expect(receipts.map((receipt) => receipt?.status)).to.deep.equal([1, 1, 0]);
      expect(new Set(receipts.map((receipt) => receipt?.blockNumber)).size).to.equal(1);
      expect(await consortium.getValidators()).to.deep.equal([3, 4, 5, 6].map((cityId) => memberOf(cityId).validator));
    });
  });
});
