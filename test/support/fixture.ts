import { artifacts } from "hardhat";
import type { Signer } from "ethers";
import { checkDeployment } from "../../scripts/deploy/check-deployment.ts";
import type { ReadArtifact } from "../../scripts/deploy/deployer.ts";
import type { DeployedContracts } from "../../scripts/deploy/deployed-contracts.ts";
import { executePlan } from "../../scripts/deploy/execute-plan.ts";
import type { FoundingCity } from "../../scripts/deploy/founding-city.ts";
import { type NetworkParameters, testParameters } from "../../scripts/deploy/network-parameters.ts";
import { deploymentPlan } from "../../scripts/deploy/plan.ts";
import { type Signing, signingFor } from "./acts.ts";
import { brossard, CITIES, pascal, paul, serviceOfBrossard, serviceOfMagog } from "./actors.ts";
import { ethers, networkHelpers, time } from "./chain.ts";
import { type ConsortiumAct, proposeAndExecute } from "./consortium.ts";
import { attachContracts, type MailleContracts } from "./contracts.ts";
import { accreditMerchant, accreditOrganization, openResident } from "./enrolment.ts";
import { ethersDeployer } from "./ethers-deployer.ts";
import { passkeySigner, walletSigner } from "./signers.ts";

export const readCompiled: ReadArtifact = async (qualifiedName) => {
  const { abi, bytecode, contractName } = await artifacts.readArtifact(qualifiedName);
  return { abi, bytecode: `0x${bytecode.slice(2)}`, contractName };
};

/** The month two months before the chain's own, as the clearing table's first period. */
async function firstMonth(): Promise<string> {
  const now = new Date((await time.latest()) * 1_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1)).toISOString().slice(0, 7);
}

export interface Maille {
  readonly deployed: DeployedContracts;
  readonly contracts: MailleContracts;
  readonly signing: Signing;
  /** Sends what others signed: holds no power, pays nothing in the real network. */
  readonly relayer: Signer;
  /** The council's contract as a sender. How it decides is tested for itself; elsewhere a decision is a premise. */
  readonly council: Signer;
  /** Has the council's timelock call a contract. */
  readonly decide: (act: ConsortiumAct) => Promise<void>;
  /** A sender at a contract's own address, for what only that contract may call. */
  readonly impersonate: (address: string) => Promise<Signer>;
}

async function impersonate(address: string): Promise<Signer> {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return ethers.getSigner(address);
}

/** Cities founded by the deployment plan; nobody enrolled yet. */
export async function foundNetwork(
  cities: readonly FoundingCity[],
  changes: Partial<NetworkParameters> = {},
): Promise<Maille> {
  const [founder, relayer] = await ethers.getSigners();
  if (!founder || !relayer) throw new Error("the simulated chain has too few accounts");
  const deployer = await ethersDeployer(founder);
  const parameters = { ...testParameters(await firstMonth()), ...changes };
  const plan = deploymentPlan({ deployer: deployer.address, parameters, cities });
  const firstNonce = await deployer.nonce();
  const deployed = await executePlan(plan, { deployer, readArtifact: readCompiled, firstNonce });
  await checkDeployment(deployed, cities, deployer, readCompiled);
  const contracts = attachContracts(deployed.addresses, relayer);
  const council = await impersonate(deployed.addresses.council);
  return {
    deployed,
    contracts,
    signing: signingFor(deployed.addresses, deployed.chainId),
    relayer,
    council,
    decide: (act) => proposeAndExecute(contracts.timelock, council, act),
    impersonate,
  };
}

/** Brossard (1), Magog (2), Wendake (11) and Delson (14). */
export const deployFoundation = (): Promise<Maille> => foundNetwork(CITIES);

/**
 * The usual cast on the founded network. Residents have an active FULL key (`signer`) and DEVICE key (`device`):
 * Aïcha a passkey, the others wallets.
 */
export async function deployMaille() {
  const maille = await deployFoundation();
  const { cityPasskeyVerifier, deviceKeyVerifier } = maille.deployed.addresses;
  const enrolling = { contracts: maille.contracts, signing: maille.signing, deviceKeyVerifier };
  const passkey = passkeySigner("Aïcha", cityPasskeyVerifier, brossard.rpIdHost);
  return {
    ...maille,
    enrolling,
    aicha: await openResident(enrolling, serviceOfBrossard, "Aïcha", passkey),
    robert: await openResident(enrolling, serviceOfBrossard, "Robert", walletSigner("Robert")),
    lucie: await openResident(enrolling, serviceOfMagog, "Lucie", walletSigner("Lucie")),
    cafeDesRapides: await accreditMerchant(enrolling, paul, serviceOfBrossard, "Café des Rapides"),
    boulangerieTheo: await accreditMerchant(enrolling, pascal, serviceOfMagog, "Boulangerie Théo"),
    /** Nadia coordinates it. */
    carrefour: await accreditOrganization(enrolling, paul, "Carrefour d’entraide", "Nadia"),
    /** Ian coordinates it. */
    banqueAlimentaire: await accreditOrganization(enrolling, pascal, "Banque alimentaire Memphré", "Ian"),
  };
}

export type FilledMaille = Awaited<ReturnType<typeof deployMaille>>;
