import { expect } from "chai";
import { loadFixture } from "../support/chain.ts";
import { deployMaille } from "../support/fixture.ts";

describe("deployment plan", () => {
  it("fills the cast", async () => {
    const { contracts, aicha } = await loadFixture(deployMaille);
    const account = await contracts.accounts.account(aicha.account);
    expect(account.deviceSignerCount).to.equal(1n);
  });
});
