import { type Address, getContractAddress } from "viem";
import type { Predeployed } from "../../deploy/deployed-contracts.ts";
import { type Addresses, predictAddresses } from "../../deploy/execute-plan.ts";
import { institutionAddress } from "../../deploy/institution-address.ts";
import { deploymentPlan, type PlanInput } from "../../deploy/plan.ts";
import type { PlanStep } from "../../deploy/plan-steps.ts";
import type { NetworkDescription } from "../description/network-description.ts";
import { CONSORTIUM_ARTIFACT, consortiumAlloc } from "./consortium-alloc.ts";
import { buildGenesis, CONSORTIUM_ADDRESS, type Genesis, TIMELOCK_ADDRESS } from "./genesis.ts";
import { readRuntime } from "./storage-layout.ts";
import { TIMELOCK_ARTIFACT, timelockAlloc } from "./timelock-alloc.ts";

export const PREDEPLOYED: Predeployed = { consortium: CONSORTIUM_ADDRESS, timelock: TIMELOCK_ADDRESS };

export type GenesisPlanInput = Omit<PlanInput, "predeployed">;

/** The deployment plan of a network whose genesis holds consortium and timelock. */
export function genesisPlan(input: GenesisPlanInput): PlanStep[] {
  return deploymentPlan({ ...input, predeployed: PREDEPLOYED });
}

/** Where that plan will put each contract: the deployer's key has sent nothing yet. */
export function genesisAddresses(plan: readonly PlanStep[], deployer: Address): Addresses {
  return predictAddresses(plan, { predict: (nonce) => getContractAddress({ from: deployer, nonce: BigInt(nonce) }) }, 0, PREDEPLOYED);
}

/**
 * The genesis of a network together with the addresses that its deployment will have. The council, which the plan
 * deploys later, is already the timelock's only proposer; each member's authority is the institution that the plan opens.
 * @throws NotForGenesis, StorageMismatch when contracts and genesis no longer fit each other
 */
export async function foundGenesis(parts: {
  description: NetworkDescription;
  plan: GenesisPlanInput;
  timestampSeconds: number;
  artifactsFolder: string;
}): Promise<{ genesis: Genesis; addresses: Addresses }> {
  const { description, plan, timestampSeconds, artifactsFolder } = parts;
  const addresses = genesisAddresses(genesisPlan(plan), plan.deployer);
  const consortium = consortiumAlloc(await readRuntime(artifactsFolder, CONSORTIUM_ARTIFACT), {
    timelock: TIMELOCK_ADDRESS,
    members: plan.cities.map(({ id, population, validator, institutionSalt }) => ({
      cityId: id, population, validator, authority: institutionAddress(addresses.institutionAccounts, institutionSalt),
    })),
    timestampSeconds,
  });
  const timelock = timelockAlloc(await readRuntime(artifactsFolder, TIMELOCK_ARTIFACT), {
    self: TIMELOCK_ADDRESS,
    council: addresses.council,
    delaySeconds: plan.parameters.timelockDelaySeconds,
  });
  const { chainId, blockPeriodSeconds, requestTimeoutSeconds, emptyBlockPeriodSeconds, blockGasLimit, transactionGasLimit } = description;
  const genesis = buildGenesis({
    chainId, timestampSeconds, blockPeriodSeconds, requestTimeoutSeconds, emptyBlockPeriodSeconds, blockGasLimit, transactionGasLimit,
    founding: { [CONSORTIUM_ADDRESS]: consortium, [TIMELOCK_ADDRESS]: timelock },
  });
  return { genesis, addresses };
}
