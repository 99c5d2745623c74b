import { createPublicClient, createWalletClient, defineChain, encodeFunctionData, hashTypedData, http, keccak256, slice, stringToBytes, type Address, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { participantsAbi } from "../../../ledger-service/src/platform/chain/generated/abis/participants-abi.ts";
import { directoryUpdateTypedData, typedDataDomain } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { DeployedContracts } from "../../../scripts/deploy/deployed-contracts.ts";
import { executePlan } from "../../../scripts/deploy/execute-plan.ts";
import { type FoundingCity, validatorWithoutNode } from "../../../scripts/deploy/founding-city.ts";
import { testParameters } from "../../../scripts/deploy/network-parameters.ts";
import { deploymentPlan } from "../../../scripts/deploy/plan.ts";
import { artifactReader } from "../../../scripts/deploy/read-artifact.ts";
import { viemDeployer } from "../../../scripts/deploy/viem-deployer.ts";
import type { WalletActor } from "./service-actors.ts";

const artifactsFolder = new URL("../../../artifacts/", import.meta.url).pathname;

const CONSORTIUM_CITIES_MIN = 4;
const PADDING_ID = 200;

/** A consortium has four members at least: the others are there with nobody who does anything. */
const withOthers = (cities: readonly FoundingCity[]): readonly FoundingCity[] => {
  const missing = Math.max(0, CONSORTIUM_CITIES_MIN - cities.length);
  return [...cities, ...Array.from({ length: missing }, (_, index) => quietCity(PADDING_ID + index))];
};

const quietCity = (id: number): FoundingCity => {
  const account: Address = slice(keccak256(stringToBytes(`service of city ${id}`)), 12);
  return {
    id,
    population: 1_000,
    rpIdHost: `city-${id}.localhost`,
    institutionSalt: keccak256(stringToBytes(`institution of city ${id}`)),
    validator: validatorWithoutNode(id),
    officers: [],
    service: { account, signer: account, powers: [] },
  };
};

/** Runs the deployment plan on a node, as the demo and production do; a network may see many stacks, each its own deployer. */
export async function deployNetwork(rpcUrl: string, chainId: number, cities: readonly FoundingCity[]): Promise<DeployedContracts> {
  const deployerKey = generatePrivateKey();
  const { reader, wallet } = clientsOf(rpcUrl, chainId, deployerKey);
  const firstMonth = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7);
  const plan = deploymentPlan({
    deployer: wallet.account.address,
    parameters: testParameters(firstMonth),
    cities: withOthers(cities),
  });
  return executePlan(plan, { deployer: viemDeployer({ wallet, reader }), readArtifact: artifactReader(artifactsFolder), firstNonce: 0 });
}

/** Publishes the hash of a city's keys, signed by its administrator. */
export async function publishDirectory(
  rpcUrl: string,
  network: { chainId: number; participants: Address },
  city: { id: number; directoryHash: Hex; administrator: WalletActor },
): Promise<void> {
  const { reader, wallet } = clientsOf(rpcUrl, network.chainId, keccak256(stringToBytes("anyone of tests")));
  const { revision } = await reader.readContract({ address: network.participants, abi: participantsAbi, functionName: "city", args: [city.id] });
  const message = { cityId: city.id, directoryHash: city.directoryHash, revision, validBefore: BigInt(Math.floor(Date.now() / 1000) + 3_600) };
  const digest = hashTypedData({
    domain: { ...typedDataDomain, chainId: network.chainId, verifyingContract: network.participants },
    types: { DirectoryUpdate: [...directoryUpdateTypedData.types.DirectoryUpdate] },
    primaryType: "DirectoryUpdate",
    message,
  });
  const { account, wallet: officerWallet } = city.administrator;
  const approval = { officer: account, signer: officerWallet.address, signature: await officerWallet.sign({ hash: digest }) };
  const data = encodeFunctionData({ abi: participantsAbi, functionName: "publishDirectory", args: [message, [approval]] });
  const hash = await wallet.sendTransaction({ to: network.participants, data, gas: 1_000_000n, gasPrice: 0n, type: "legacy" });
  const receipt = await reader.waitForTransactionReceipt({ hash, pollingInterval: 50 });
  if (receipt.status !== "success") throw new Error(`the directory of city ${city.id} was not published`);
}

function clientsOf(rpcUrl: string, chainId: number, privateKey: Hex) {
  const chain = defineChain({ id: chainId, name: "tests", nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 }, rpcUrls: { default: { http: [rpcUrl] } } });
  return {
    reader: createPublicClient({ chain, transport: http(rpcUrl), pollingInterval: 50, cacheTime: 0 }),
    wallet: createWalletClient({ chain, transport: http(rpcUrl), account: privateKeyToAccount(privateKey) }),
  };
}
