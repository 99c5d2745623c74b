import { expect } from "chai";
import { network } from "hardhat";
import { checkDeployment, DeploymentDefect } from "../../scripts/deploy/check-deployment.ts";
import { clearingPeriodStarts } from "../../scripts/deploy/clearing-periods.ts";
import { CONTRACT_NAMES } from "../../scripts/deploy/deployed-contracts.ts";
import { type Deployer, TransactionFailed } from "../../scripts/deploy/deployer.ts";
import { DeployerUsedElsewhere, executePlan } from "../../scripts/deploy/execute-plan.ts";
import { productionParameters, testParameters } from "../../scripts/deploy/network-parameters.ts";
import { deploymentPlan } from "../../scripts/deploy/plan.ts";
import { send } from "../../scripts/deploy/plan-steps.ts";
import { DEFAULT_ADMIN_ROLE, roleId } from "../../scripts/deploy/power-names.ts";
import { signingFor } from "../support/acts.ts";
import { CITIES, solange } from "../support/actors.ts";
import { ethers, loadFixture } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { ethersDeployer } from "../support/ethers-deployer.ts";
import { deployFoundation, deployMaille, readCompiled } from "../support/fixture.ts";

async function ready() {
  const [founder] = await ethers.getSigners();
  if (!founder) throw new Error("the simulated chain has too few accounts");
  const deployer = await ethersDeployer(founder);
  const plan = deploymentPlan({
    deployer: deployer.address,
    parameters: testParameters("2026-01"),
    cities: CITIES,
  });
  return { deployer, plan, firstNonce: await deployer.nonce() };
}

describe("deployment plan", () => {
  it("leaves the deployer with nothing and makes the timelock the consortium", async () => {
    const { contracts, deployed } = await loadFixture(deployFoundation);
    const [founder] = await ethers.getSigners();
    for (const role of [DEFAULT_ADMIN_ROLE, roleId("CONSORTIUM"), roleId("MOVER"), roleId("DESK"), roleId("REGISTRAR")]) {
      expect(await contracts.authority.hasRole(role, founder)).to.equal(false);
    }
    expect(await contracts.authority.hasRole(roleId("CONSORTIUM"), deployed.addresses.timelock)).to.equal(true);
    expect(await contracts.authority.hasRole(DEFAULT_ADMIN_ROLE, deployed.addresses.timelock)).to.equal(true);
    if (founder === undefined) throw new Error("no founder");
    await expect(
      sentBy(contracts.authority, founder).grantRole(roleId("MOVER"), founder.address),
    ).to.be.revertedWithCustomError(contracts.authority, "AccessControlUnauthorizedAccount");
  });

  it("lets only the council propose to the timelock, which administers itself", async () => {
    const { contracts, council, relayer, deployed } = await loadFixture(deployFoundation);
    const proposer = await contracts.timelock.PROPOSER_ROLE();
    expect(await contracts.timelock.hasRole(proposer, await council.getAddress())).to.equal(true);
    expect(await contracts.timelock.hasRole(proposer, await relayer.getAddress())).to.equal(false);
    const [founder] = await ethers.getSigners();
    expect(await contracts.timelock.hasRole(DEFAULT_ADMIN_ROLE, founder)).to.equal(false);
    expect(await contracts.timelock.hasRole(DEFAULT_ADMIN_ROLE, deployed.addresses.timelock)).to.equal(true);
  });

  // Measured code is longer than it is.
  const itUnmeasured = process.argv.includes("--coverage") ? it.skip : it;

  itUnmeasured("deploys every contract, under the size that chains allow", async () => {
    const { deployed } = await loadFixture(deployFoundation);
    for (const name of CONTRACT_NAMES) {
      const bytes = (await ethers.provider.getCode(deployed.addresses[name])).length / 2 - 1;
      expect(bytes, name).to.be.within(1, 24_576);
    }
  });

  it("registers the three schemas with their resolvers", async () => {
    const { contracts, deployed } = await loadFixture(deployFoundation);
    const { sheet, exchange, testimonial } = deployed.schemas;
    expect((await contracts.schemaRegistry.getSchema(sheet)).resolver).to.equal(deployed.addresses.earningSheets);
    for (const uid of [exchange, testimonial]) {
      expect((await contracts.schemaRegistry.getSchema(uid)).resolver).to.equal(deployed.addresses.serviceExchanges);
    }
  });

  it("continues where an earlier run stopped, at the same addresses", async () => {
    const { deployer, plan, firstNonce } = await loadFixture(ready);
    const half = firstNonce + 40;
    const stopping: Deployer = {
      ...deployer,
      send: (call, nonce) => (nonce < half ? deployer.send(call, nonce) : Promise.reject(new Error("killed"))),
    };
    const run = (by: Deployer) => executePlan(plan, { deployer: by, readArtifact: readCompiled, firstNonce });
    await run(stopping).then(
      () => expect.fail("it should have stopped"),
      (error: unknown) => expect(String(error)).to.contain("killed"),
    );
    expect(await deployer.nonce()).to.equal(half);
    const continued = await run(deployer);
    await checkDeployment(continued, CITIES, deployer, readCompiled);
    const again = await run(deployer);
    expect(again.addresses).to.deep.equal(continued.addresses);
    expect(await deployer.nonce()).to.equal(firstNonce + plan.length);
  });

  it("refuses a deployer that has served for something else", async () => {
    const { deployer, plan, firstNonce } = await loadFixture(ready);
    const run = (first: number) => executePlan(plan, { deployer, readArtifact: readCompiled, firstNonce: first });
    await run(firstNonce + 1).then(
      () => expect.fail("it should have refused"),
      (error: unknown) => expect(error).to.be.instanceOf(DeployerUsedElsewhere),
    );
  });

  it("stops at a step that fails", async () => {
    const { deployer, plan, firstNonce } = await loadFixture(ready);
    const [first, ...rest] = plan;
    if (first === undefined) throw new Error("empty plan");
    const failing = [first, ...rest.slice(0, CONTRACT_NAMES.length - 1), send("participants", "addCity", [0, 1, DEFAULT_ADMIN_ROLE, DEFAULT_ADMIN_ROLE])];
    await executePlan(failing, { deployer, readArtifact: readCompiled, firstNonce }).then(
      () => expect.fail("it should have stopped"),
      (error: unknown) => expect(error instanceof TransactionFailed || String(error).includes("revert")).to.equal(true),
    );
  });

  it("is told apart from a deployment whose deployer kept a role", async () => {
    const { deployer, plan, firstNonce } = await loadFixture(ready);
    const kept = plan.slice(0, -1);
    const deployed = await executePlan(kept, { deployer, readArtifact: readCompiled, firstNonce });
    await checkDeployment(deployed, CITIES, deployer, readCompiled).then(
      () => expect.fail("it should have seen the role"),
      (error: unknown) => expect(error).to.be.instanceOf(DeploymentDefect),
    );
  });

  it("holds hours 14 days in production and sets the council's parameters", async () => {
    const { contracts } = await loadFixture(deployFoundation);
    expect(productionParameters("2026-01").minimumHoursPendingSeconds).to.equal(14 * 86_400);
    expect(await contracts.programmes.weeklyMinutesCeiling()).to.equal(2_400n);
    const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = await contracts.serviceExchanges.parameters();
    expect([pointsPerMinuteMax, pairPointsMax, newPartnersMax]).to.deep.equal([2n, 600n, 3n]);
    expect(await contracts.clearingHouse.capacity(11, 1)).to.equal(5n * 2_134n);
  });

  it("starts clearing periods at midnight in Quebec, summer and winter", () => {
    const starts = clearingPeriodStarts("2026-10", 3).map((seconds) => new Date(Number(seconds) * 1_000).toISOString());
    expect(starts).to.deep.equal(["2026-10-01T04:00:00.000Z", "2026-11-01T04:00:00.000Z", "2026-12-01T05:00:00.000Z"]);
    expect(() => clearingPeriodStarts("2026-13", 1)).to.throw(RangeError);
  });

  it("makes a demo signature worthless on a second network", async () => {
    const { contracts, signing, deployed } = await loadFixture(deployMaille);
    const elsewhere = signingFor(deployed.addresses, deployed.chainId + 1);
    const act = { cityId: 1, directoryHash: DEFAULT_ADMIN_ROLE, revision: 1, validBefore: await inAnHour() };
    await expect(contracts.participants.publishDirectory(act, [elsewhere.approve(solange, "DirectoryUpdate", act)]))
      .to.be.revertedWithCustomError(contracts.authority, "AuthoritySignatureRefused")
      .withArgs(solange.account);
    await contracts.participants.publishDirectory(act, [signing.approve(solange, "DirectoryUpdate", act)]);
  });
});

describe("the same plan on a second network", () => {
  it("gives the same addresses, and refuses what was signed for the first", async () => {
    const second = await network.create({ override: { chainId: 450_002 } });
    const [founder, relayer] = await second.ethers.getSigners();
    if (!founder || !relayer) throw new Error("the second chain has too few accounts");
    const deployer = await ethersDeployer(founder, second.ethers.provider);
    const plan = deploymentPlan({
      deployer: deployer.address,
      parameters: testParameters("2026-01"),
      cities: CITIES,
    });
    const deployed = await executePlan(plan, { deployer, readArtifact: readCompiled, firstNonce: 0 });
    expect(deployed.chainId).to.equal(450_002);

    const { abi } = await readCompiled("contracts/participants/Participants.sol:Participants");
    const participants = new ethers.Contract(deployed.addresses.participants, JSON.stringify(abi), relayer);
    const validBefore = (await second.networkHelpers.time.latest()) + 3_600;
    const act = { cityId: 1, directoryHash: DEFAULT_ADMIN_ROLE, revision: 1, validBefore };
    const publish = (chainId: number) =>
      participants.getFunction("publishDirectory")(act, [
        signingFor(deployed.addresses, chainId).approve(solange, "DirectoryUpdate", act),
      ]);
    await expect(publish(450_001)).to.be.revert(second.ethers);
    await publish(450_002);
    await second.close();
  });
});
