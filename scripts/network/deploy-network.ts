import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPublicClient, createWalletClient, defineChain, type Hex, http, isAddressEqual, isHex, type PrivateKeyAccount } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { checkDeployment } from "../deploy/check-deployment.ts";
import type { DeployedContracts } from "../deploy/deployed-contracts.ts";
import { executePlan } from "../deploy/execute-plan.ts";
import { artifactReader } from "../deploy/read-artifact.ts";
import { viemDeployer } from "../deploy/viem-deployer.ts";
import { replaceFileDurably } from "../demo/durable-files.ts";
import { planInputOf, readFounding } from "./files/founding-record.ts";
import type { NetworkFolder } from "./files/network-folder.ts";
import { genesisPlan, PREDEPLOYED } from "./genesis/found-genesis.ts";
import { NetworkProblem } from "./network-problem.ts";

const READABLE = 0o644;
const POLLING_MS = 250;

/**
 * `deploy`: runs the plan on the running network, or what is left of it, then writes what came out where services and
 * verifiers read it.
 * @throws NetworkProblem DEPLOYER_KEY_MISSING; errors of executePlan and checkDeployment
 */
export async function deployToNetwork(parts: {
  network: NetworkFolder;
  rpcUrl: string;
  artifactsFolder: string;
  /** Path of the deployer's key; the rehearsal's own otherwise. */
  keyFile: string | undefined;
  onStep: (done: number, total: number) => void;
}): Promise<DeployedContracts> {
  const { network, rpcUrl, artifactsFolder, onStep } = parts;
  const founding = readFounding(network.path);
  const account = readDeployer(parts.keyFile ?? join(network.path, "deployer.key"), founding.deployer);
  const chain = defineChain({
    id: network.chainId,
    name: network.name,
    nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl, { timeout: 30_000 });
  const reader = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: POLLING_MS });
  const deployer = viemDeployer({ wallet: createWalletClient({ chain, transport, account }), reader });
  const input = planInputOf(founding);
  const readArtifact = artifactReader(artifactsFolder);
  const deployed = await executePlan(genesisPlan(input), { deployer, readArtifact, firstNonce: 0, predeployed: PREDEPLOYED, onStep });
  await checkDeployment(deployed, input.cities, deployer, readArtifact);
  keepDeployment(network, deployed);
  return deployed;
}

function readDeployer(path: string, expected: Hex): PrivateKeyAccount {
  const key = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  const account = isHex(key) && key.length === 66 ? privateKeyToAccount(key) : undefined;
  if (account === undefined || !isAddressEqual(account.address, expected)) {
    throw new NetworkProblem("DEPLOYER_KEY_MISSING", {
      fr: `La clé de ${expected}, qui déploie ce réseau, n’est pas dans ${path}. Donnez son fichier avec « --deployer-key ».`,
      en: `The key of ${expected}, which deploys this network, is not in ${path}. Give its file with "--deployer-key".`,
    });
  }
  return account;
}

/** Services read `deployed.json`, verifiers `network.json`: in the network's folder and in each city's. */
function keepDeployment(network: NetworkFolder, deployed: DeployedContracts): void {
  const record = z.looseObject({ format: z.literal("maille-network/1") }).parse(JSON.parse(readFileSync(join(network.path, "network.json"), "utf8")));
  const completed = { ...record, contracts: deployed.addresses, deploymentBlock: deployed.deploymentBlock };
  for (const folder of [network.path, ...network.nodes.map((node) => node.folder)]) {
    replaceFileDurably(join(folder, "deployed.json"), `${JSON.stringify(deployed, undefined, 2)}\n`, READABLE);
    replaceFileDurably(join(folder, "network.json"), `${JSON.stringify(completed, undefined, 2)}\n`, READABLE);
  }
}
