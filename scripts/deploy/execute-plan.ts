import { type Address, isHex } from "viem";
import type { Artifact, Deployer, ReadArtifact, ResolvedArgument } from "./deployer.ts";
import { CONTRACT_NAMES, type DeployedContracts, type DeployedName, type DeployedSchemas, type Predeployed } from "./deployed-contracts.ts";
import { institutionAddress } from "./institution-address.ts";
import { type DeployStep, isAddressOf, isInstitutionOf, type PlanArgument, type PlanStep } from "./plan-steps.ts";

export type Addresses = Readonly<Record<DeployedName, Address>>;

export class PlanIncomplete extends Error {
  readonly contract: DeployedName;

  constructor(contract: DeployedName) {
    super(`the deployment plan has no step for ${contract}, or its code is not on the chain`);
    this.name = "PlanIncomplete";
    this.contract = contract;
  }
}

/** A chain, or a deployer's key, that has already served for something else. */
export class DeployerUsedElsewhere extends Error {
  readonly transactionCount: number;

  constructor(transactionCount: number, stepCount: number) {
    super(`the deployer has sent ${transactionCount} transactions; the plan has ${stepCount}`);
    this.name = "DeployerUsedElsewhere";
    this.transactionCount = transactionCount;
  }
}

export interface Execution {
  readonly deployer: Deployer;
  readonly readArtifact: ReadArtifact;
  /** The deployer's transaction count before the plan's first step; 0 for a key made for this deployment. */
  readonly firstNonce: number;
  /** What the genesis already holds, as the plan was told. */
  readonly predeployed?: Predeployed;
  readonly onStep?: (done: number, total: number) => void;
}

const isDeploy = (step: PlanStep): step is DeployStep => step.kind === "deploy";

/** Addresses follow from the deployer and the place of each step in the plan. */
export function predictAddresses(
  plan: readonly PlanStep[],
  deployer: Pick<Deployer, "predict">,
  firstNonce: number,
  predeployed?: Predeployed,
): Addresses {
  const found = new Map<string, Address>(Object.entries(predeployed ?? {}));
  plan.forEach((step, index) => {
    if (isDeploy(step)) found.set(step.name, deployer.predict(firstNonce + index));
  });
  const take = (name: DeployedName): Address => {
    const address = found.get(name);
    if (address === undefined) throw new PlanIncomplete(name);
    return address;
  };
  return {
    schemaRegistry: take("schemaRegistry"),
    eas: take("eas"),
    cityPasskeyVerifier: take("cityPasskeyVerifier"),
    deviceKeyVerifier: take("deviceKeyVerifier"),
    authority: take("authority"),
    participants: take("participants"),
    accounts: take("accounts"),
    institutionAccounts: take("institutionAccounts"),
    points: take("points"),
    programmes: take("programmes"),
    clearingHouse: take("clearingHouse"),
    earningSheets: take("earningSheets"),
    serviceExchanges: take("serviceExchanges"),
    redemptionDesk: take("redemptionDesk"),
    consortium: take("consortium"),
    timelock: take("timelock"),
    council: take("council"),
    emergencyPause: take("emergencyPause"),
    reportAnchors: take("reportAnchors"),
  };
}

function resolve(argument: PlanArgument, addresses: Addresses): ResolvedArgument {
  if (typeof argument !== "object") return argument;
  if (isAddressOf(argument)) return addresses[argument.addressOf];
  if (isInstitutionOf(argument)) return institutionAddress(addresses.institutionAccounts, argument.institutionOf);
  if (isList(argument)) return argument.map((item) => resolve(item, addresses));
  return Object.fromEntries(Object.entries(argument).map(([member, value]) => [member, resolve(value, addresses)]));
}

const isList = (argument: PlanArgument): argument is readonly PlanArgument[] => Array.isArray(argument);

/** The artifact of each contract of the plan, read once. */
async function readArtifacts(plan: readonly PlanStep[], read: ReadArtifact): Promise<ReadonlyMap<DeployedName, Artifact>> {
  const entries = plan.filter(isDeploy).map(async (step) => [step.name, await read(step.artifact)] as const);
  return new Map(await Promise.all(entries));
}

const artifactOf = (artifacts: ReadonlyMap<DeployedName, Artifact>, name: DeployedName): Artifact => {
  const artifact = artifacts.get(name);
  if (artifact === undefined) throw new PlanIncomplete(name);
  return artifact;
};

const isUnknownList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

async function readSchemas(
  deployer: Deployer,
  addresses: Addresses,
  artifacts: ReadonlyMap<DeployedName, Artifact>,
): Promise<DeployedSchemas> {
  const read = (name: "earningSheets" | "serviceExchanges", fn: string) =>
    deployer.read({ to: addresses[name], abi: artifactOf(artifacts, name).abi, fn, args: [] });
  const sheet = await read("earningSheets", "schemaUid");
  const pair = await read("serviceExchanges", "schemaUids");
  if (!isHex(sheet)) throw new PlanIncomplete("earningSheets");
  const [exchange, testimonial] = isUnknownList(pair) ? pair : [];
  if (!isHex(exchange) || !isHex(testimonial)) throw new PlanIncomplete("serviceExchanges");
  return { sheet, exchange, testimonial };
}

/**
 * Runs the plan, or what is left of it: the deployer's own transaction count says how far an earlier run came.
 * @throws DeployerUsedElsewhere, TransactionFailed, PlanIncomplete
 */
export async function executePlan(plan: readonly PlanStep[], execution: Execution): Promise<DeployedContracts> {
  const { deployer, readArtifact, firstNonce, predeployed, onStep } = execution;
  const addresses = predictAddresses(plan, deployer, firstNonce, predeployed);
  const artifacts = await readArtifacts(plan, readArtifact);
  const network = await deployer.network();
  const done = (await deployer.nonce()) - firstNonce;
  if (done < 0 || done > plan.length) throw new DeployerUsedElsewhere(done + firstNonce, plan.length);

  for (const [index, step] of plan.entries()) {
    if (index < done) continue;
    const args = step.args.map((argument) => resolve(argument, addresses));
    const nonce = firstNonce + index;
    if (isDeploy(step)) {
      await deployer.deploy(artifactOf(artifacts, step.name), args, nonce);
    } else {
      const { abi } = artifactOf(artifacts, step.to);
      await deployer.send({ to: addresses[step.to], abi, fn: step.fn, args }, nonce);
    }
    onStep?.(index + 1, plan.length);
  }
  await deployer.settled();
  for (const name of CONTRACT_NAMES) {
    if (!(await deployer.hasCode(addresses[name]))) throw new PlanIncomplete(name);
  }
  return {
    chainId: network.chainId,
    genesisHash: network.genesisHash,
    deploymentBlock: done === 0 ? network.blockNumber + 1 : 1,
    addresses,
    schemas: await readSchemas(deployer, addresses, artifacts),
  };
}

