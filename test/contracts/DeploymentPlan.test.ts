import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { getAddress } from "viem";
import { MemberStatus } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { checkDeployment, DeploymentDefect } from "../../scripts/deploy/check-deployment.ts";
import { clearingPeriodStarts } from "../../scripts/deploy/clearing-periods.ts";
import { CONTRACT_NAMES } from "../../scripts/deploy/deployed-contracts.ts";
import { type Deployer, TransactionFailed } from "../../scripts/deploy/deployer.ts";
import { DeployerUsedElsewhere, executePlan, PlanIncomplete, predictAddresses } from "../../scripts/deploy/execute-plan.ts";
import { validatorWithoutNode } from "../../scripts/deploy/founding-city.ts";
import { institutionAddress } from "../../scripts/deploy/institution-address.ts";
import { productionParameters, testParameters } from "../../scripts/deploy/network-parameters.ts";
import { deploymentPlan } from "../../scripts/deploy/plan.ts";
import { send } from "../../scripts/deploy/plan-steps.ts";
import { DEFAULT_ADMIN_ROLE, roleId } from "../../scripts/deploy/power-names.ts";
import { signingFor } from "../support/acts.ts";
import { CITIES, solange } from "../support/actors.ts";
import { ethers, loadFixture, time } from "../support/chain.ts";
import { sentBy } from "../support/contracts.ts";
import { inAnHour } from "../support/enrolment.ts";
import { ethersDeployer } from "../support/ethers-deployer.ts";
import { deployFoundation, deployMaille, readCompiled } from "../support/fixture.ts";

async function ready() {
  const [founder] = await ethers.getSigners();
  if (!founder) throw new Error("the simulated chain has too few accounts");
  const deployer = await ethersDeployer(founder);
  const input = { deployer: deployer.address, parameters: testParameters("2026-01"), cities: CITIES };
  const plan = deploymentPlan(input);
  return { deployer, plan, input, firstNonce: await deployer.nonce() };
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
    const seats = [
      await contracts.timelock.PROPOSER_ROLE(), await contracts.timelock.CANCELLER_ROLE(), await contracts.timelock.EXECUTOR_ROLE(),
    ];
    const [founder] = await ethers.getSigners();
    expect(await council.getAddress()).to.equal(await contracts.council.getAddress());
    for (const seat of seats) {
      expect(await contracts.timelock.hasRole(seat, council)).to.equal(true);
      for (const other of [relayer, founder, ZeroAddress]) expect(await contracts.timelock.hasRole(seat, other)).to.equal(false);
    }
    expect(await contracts.timelock.hasRole(DEFAULT_ADMIN_ROLE, founder)).to.equal(false);
    expect(await contracts.timelock.hasRole(DEFAULT_ADMIN_ROLE, deployed.addresses.timelock)).to.equal(true);
  });

  it("lets no key schedule, execute or cancel, the deployer's or any other", async () => {
    const { contracts, decide, council } = await loadFixture(deployFoundation);
    const [founder, , other] = await ethers.getSigners();
    if (!founder || !other) throw new Error("the simulated chain has too few accounts");
    const { timelock } = contracts;
    const data = contracts.programmes.interface.encodeFunctionData("setWeeklyMinutesCeiling", [1]);
    const operation = [await contracts.programmes.getAddress(), 0, data, ZeroHash, ZeroHash];
    await sentBy(timelock, council).schedule(...operation, 0);
    const operationId = await timelock.hashOperation(...operation);
    for (const key of [founder, other]) {
      const keyed = sentBy(timelock, key);
      for (const attempt of [
        () => keyed.schedule(...operation, 1), () => keyed.execute(...operation), () => keyed.cancel(operationId), () => keyed.updateDelay(1),
      ]) {
        await expect(attempt()).to.be.revert(ethers);
      }
      await expect(keyed.schedule(...operation, 0))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(key.address, await timelock.PROPOSER_ROLE());
    }
    expect(await contracts.programmes.weeklyMinutesCeiling()).to.equal(2_400n);
    await decide({ to: contracts.programmes, fn: "setWeeklyMinutesCeiling", args: [1_200] });
    expect(await contracts.programmes.weeklyMinutesCeiling()).to.equal(1_200n);
  });

  it("founds the consortium from its cities, each by its own institution", async () => {
    const { contracts, deployed } = await loadFixture(deployFoundation);
    expect(await contracts.consortium.timelock()).to.equal(deployed.addresses.timelock);
    expect(await contracts.consortium.getValidators()).to.deep.equal(CITIES.map(({ validator }) => getAddress(validator)));
    for (const { id: cityId, population, institutionSalt } of CITIES) {
      const { authority, status, revision } = await contracts.consortium.member(cityId);
      const { institution } = await contracts.participants.city(cityId);
      expect(authority).to.equal(institution);
      expect(authority).to.equal(institutionAddress(deployed.addresses.institutionAccounts, institutionSalt));
      expect([status, revision]).to.deep.equal([BigInt(MemberStatus.ACTIVE), 1n]);
      expect(await contracts.consortium.populationAt(cityId, await time.latest())).to.equal(population);
    }
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

  it("goes without two steps on a chain whose genesis holds consortium and timelock", async () => {
    const { deployer, plan, input, firstNonce } = await loadFixture(ready);
    const [, genesis] = await ethers.getSigners();
    if (!genesis) throw new Error("the simulated chain has too few accounts");
    const before = await ethersDeployer(genesis);
    const nonce = await before.nonce();
    const predeployed = { consortium: before.predict(nonce), timelock: before.predict(nonce + 1) };
    const shorter = deploymentPlan({ ...input, predeployed });
    expect(shorter.length).to.equal(plan.length - 2);

    // What a genesis would hold, deployed by another key: the council's address is known before there is a council.
    const { council, institutionAccounts } = predictAddresses(shorter, deployer, firstNonce, predeployed);
    const members = CITIES.map(({ id: cityId, institutionSalt, validator, population }) => ({
      cityId, authority: institutionAddress(institutionAccounts, institutionSalt), validator, population,
    }));
    const consortium = await readCompiled("contracts/governance/Consortium.sol:Consortium");
    await before.deploy(consortium, [predeployed.timelock, members], nonce);
    const timelock = await readCompiled("@openzeppelin/contracts/governance/TimelockController.sol:TimelockController");
    await before.deploy(timelock, [0, [council], [council], ZeroAddress], nonce + 1);

    await executePlan(shorter, { deployer, readArtifact: readCompiled, firstNonce }).then(
      () => expect.fail("nobody told it what the genesis holds"),
      (error: unknown) => expect(error).to.be.instanceOf(PlanIncomplete),
    );
    const deployed = await executePlan(shorter, { deployer, readArtifact: readCompiled, firstNonce, predeployed });
    expect(deployed.addresses).to.deep.include(predeployed);
    expect(deployed.addresses.council).to.equal(council);
    await checkDeployment(deployed, CITIES, deployer, readCompiled);
  });

  it("is told apart from one whose consortium has other validators, or whose timelock another master", async () => {
    const { deployer, plan, firstNonce } = await loadFixture(ready);
    const deployed = await executePlan(plan, { deployer, readArtifact: readCompiled, firstNonce });
    const [first, ...others] = CITIES;
    if (first === undefined) throw new Error("no city");
    const stranger = validatorWithoutNode(99);
    const otherwise: readonly (readonly [typeof deployed, typeof CITIES, string])[] = [
      [deployed, [...others, first], "validators"],
      [deployed, [{ ...first, validator: stranger }, ...others], "validators"],
      [{ ...deployed, addresses: { ...deployed.addresses, council: stranger } }, CITIES, "PROPOSER_ROLE"],
    ];
    for (const [seen, cities, what] of otherwise) {
      await checkDeployment(seen, cities, deployer, readCompiled).then(
        () => expect.fail("it should have seen the difference"),
        (error: unknown) => expect(String(error)).to.contain(what),
      );
    }
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
