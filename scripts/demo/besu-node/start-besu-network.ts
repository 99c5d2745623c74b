import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "viem";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";
import type { FoundingCity } from "../../deploy/founding-city.ts";
import { deployToNetwork } from "../../network/deploy-network.ts";
import type { DescribedCity, NetworkDescription } from "../../network/description/network-description.ts";
import { recordedCity } from "../../network/files/founding-record.ts";
import { type NetworkFolder, openNetworkFolder } from "../../network/files/network-folder.ts";
import { makeNodeKey, type NodeKey } from "../../network/files/node-keys.ts";
import { layNetwork } from "../../network/lay-network.ts";
import { quorumOf } from "../../network/quorum.ts";
import type { BesuHome } from "../../network/rehearsal/besu-home.ts";
import { verdictSentences } from "../../network/rehearsal/judge-network.ts";
import { networkStatus } from "../../network/rehearsal/network-status.ts";
import { runningPid } from "../../network/rehearsal/node-process.ts";
import { startNodes, waitForBlock } from "../../network/rehearsal/start-network.ts";
import { stopNodes } from "../../network/rehearsal/stop-network.ts";
import { CAST_CITIES, type CastCity } from "../cast/cities.ts";
import type { ChildRecords } from "../child-record.ts";
import { replaceFileDurably } from "../durable-files.ts";
import { StartProblem } from "../start-problem.ts";

const P2P_PORT_FIRST = 30_400;
const RPC_PORT_FIRST = 8_700;
const LOOPBACK = "127.0.0.1";
const SECRET = 0o600;
const ARTIFACTS = join(import.meta.dirname, "..", "..", "..", "artifacts");

/** What the cast brings to its network: keys that follow from the network's seed. */
export interface BesuCast {
  readonly chainId: number;
  readonly deployer: { readonly address: Address; readonly privateKey: `0x${string}` };
  readonly foundingCityOf: (city: CastCity, validator: Address) => FoundingCity;
}

export interface BesuNetwork {
  readonly rpcUrls: readonly [string, ...string[]];
  deploy(): Promise<DeployedContracts>;
}

/**
 * The cast's eleven cities on a rehearsal network of their own, laid the first time.
 * @param nodeCount how many of the eleven run: at least the quorum
 * @throws StartProblem, NetworkProblem
 */
export async function startBesuNetwork(options: {
  folder: string;
  besu: BesuHome;
  cast: BesuCast;
  nodeCount: number;
  children: ChildRecords;
  onStopKnown: (stop: () => Promise<void>) => void;
}): Promise<BesuNetwork> {
  const { folder, besu, cast, nodeCount, children, onStopKnown } = options;
  refuseTooFew(nodeCount);
  if (!existsSync(join(folder, "founding.json"))) await lay(folder, cast);
  const network = openNetworkFolder(folder);
  // With those that wait to take a city's place: the council may have voted since.
  const nodes = [...network.nodes.slice(0, nodeCount), ...network.nodes.slice(network.cityCount)];
  onStopKnown(async () => {
    // Read again: a node that waits to take a city's place may have been made meanwhile.
    const { nodes: all } = openNetworkFolder(folder);
    await stopNodes(all, all);
    for (const { slug } of all) children.forget(`besu-${slug}`);
  });
  await startNodes(nodes, network, besu);
  // Recorded once Besu's script has become Java: its command line is then the one that a later start finds.
  for (const node of nodes) children.record(`besu-${node.slug}`, runningPid(node) ?? 0, "SIGINT");
  if ((await waitForBlock(network)) === undefined) throw await halted(network, folder);
  const [first, ...others] = nodes.map(({ rpcUrl }) => rpcUrl);
  if (first === undefined) throw new RangeError("a network without nodes");
  return {
    rpcUrls: [first, ...others],
    deploy: () => deployToNetwork({ network, rpcUrl: first, artifactsFolder: ARTIFACTS, keyFile: undefined, onStep: () => undefined }),
  };
}

function refuseTooFew(nodeCount: number): void {
  const all = CAST_CITIES.length;
  const quorum = quorumOf(all);
  if (Number.isInteger(nodeCount) && nodeCount >= quorum && nodeCount <= all) return;
  throw new StartProblem({
    fr: `« --validators » va de ${quorum} à ${all} : en dessous, le réseau des onze villes ne scelle rien.`,
    en: `"--validators" goes from ${quorum} to ${all}: below, the network of the eleven cities seals nothing.`,
  });
}

async function lay(folder: string, cast: BesuCast): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  replaceFileDurably(join(folder, "deployer.key"), `${cast.deployer.privateKey}\n`, SECRET);
  const keys = new Map<number, NodeKey>(CAST_CITIES.map(({ id }) => [id, makeNodeKey()]));
  const keyOf = (cityId: number): NodeKey => keys.get(cityId) ?? makeNodeKey();
  const cities = CAST_CITIES.map((city) => cast.foundingCityOf(city, keyOf(city.id).validator));
  const timestampSeconds = Math.floor(Date.now() / 1_000);
  const firstMonth = new Date(timestampSeconds * 1_000).toISOString().slice(0, 7);
  await layNetwork({
    out: folder,
    artifactsFolder: ARTIFACTS,
    description: describeCast(cast, firstMonth),
    founding: { format: "maille-founding/1", deployer: cast.deployer.address, isTrial: true, firstMonth, cities: cities.map(recordedCity) },
    cityOf: (cityId) => {
      const service = cities.find(({ id }) => id === cityId)?.service;
      if (service === undefined) throw new RangeError(`no city ${cityId}`);
      return { key: keyOf(cityId), serviceAccount: service.account, keysPassphrase: undefined, closeSigners: [service.signer] };
    },
    timestampSeconds,
  });
}

const describeCast = ({ chainId, deployer }: BesuCast, firstMonth: string): NetworkDescription => ({
  name: "Maille, démonstration",
  chainId,
  isTrial: true,
  blockPeriodSeconds: 1,
  requestTimeoutSeconds: 4,
  emptyBlockPeriodSeconds: undefined,
  blockGasLimit: 0x1f_ffff_ffff_ffffn,
  transactionGasLimit: 16_777_216n,
  firstMonth,
  deployer: deployer.address,
  cities: CAST_CITIES.map(({ id, slug, name, population, character }): DescribedCity => ({
    id, slug, name, population, character,
    portalHost: `${slug}.localhost`,
    host: LOOPBACK, p2pPort: P2P_PORT_FIRST + id, rpcHost: LOOPBACK, rpcPort: RPC_PORT_FIRST + id,
    publicKey: undefined, founding: undefined, closeSigners: [],
  })),
});

async function halted(network: NetworkFolder, folder: string): Promise<StartProblem> {
  const { verdict } = await networkStatus(network);
  const { fr, en } = verdictSentences(verdict, network.cityCount);
  return new StartProblem({ fr: `${fr} (Ajoutez « --out ${folder} ».)`, en: `${en} (Add "--out ${folder}".)` });
}
