import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DeployedContracts } from "../deploy/deployed-contracts.ts";
import { findBesu } from "../network/rehearsal/besu-home.ts";
import { liveSeeding } from "./besu-node/live-seeding.ts";
import { startBesuNetwork } from "./besu-node/start-besu-network.ts";
import type { ChainChoice } from "./chain-choice.ts";
import type { DataFolder } from "./data-folder.ts";
import { startEvmNode } from "./evm-node/start-evm-node.ts";
import type { LedgerNode } from "./ledger-node.ts";
import { besuCast, castSender, deployNetwork, type CityKeyRings } from "./prepare-network.ts";
import { StartProblem } from "./start-problem.ts";

const BLOCK_INTERVAL_MS = 1_000;

export interface DemoChain {
  readonly node: LedgerNode;
  /** Founds the cities; `now` in seconds. */
  deploy(now: number): Promise<DeployedContracts>;
}

interface ChainParts {
  readonly choice: ChainChoice;
  readonly folder: DataFolder;
  readonly rings: CityKeyRings;
  readonly onLost: (reason: unknown) => void;
  /** Told how to stop what is being started, before it is: a start of nodes takes a minute and may be given up. */
  readonly onStopKnown: (stop: () => Promise<void>) => void;
}

/**
 * Starts the chain that was chosen, at exactly where the data folder left it.
 * @throws StartProblem when the folder holds the other kind of chain
 */
export async function startChain(parts: ChainParts): Promise<DemoChain> {
  const besuFolder = join(parts.folder.path, "besu");
  const isBesu = parts.choice.kind === "besu";
  if (parts.folder.isPrepared() && existsSync(besuFolder) !== isBesu) throw otherChain(isBesu);
  return parts.choice.kind === "besu" ? startBesu(parts, besuFolder, parts.choice.nodeCount) : startEmbedded(parts);
}

async function startEmbedded({ folder, rings, onLost, onStopKnown }: ChainParts): Promise<DemoChain> {
  const evm = await startEvmNode({
    folder: folder.evmNodePath, children: folder.children, chainId: folder.chainId, genesisTimestampSeconds: folder.genesisTimestampSeconds,
    rpcPort: 0, blockIntervalMs: BLOCK_INTERVAL_MS, seeding: !folder.isPrepared(), onLost,
  });
  onStopKnown(evm.stop);
  const node: LedgerNode = { rpcUrls: [evm.rpcUrl], chainId: evm.chainId, isEmbedded: true, seeding: evm.seeding };
  return { node, deploy: (now) => deployNetwork(node, rings, now) };
}

async function startBesu({ folder, rings, onStopKnown }: ChainParts, besuFolder: string, nodeCount: number): Promise<DemoChain> {
  const { chainId } = folder;
  const network = await startBesuNetwork({
    folder: besuFolder, besu: findBesu(process.env), cast: besuCast(chainId, rings), nodeCount, children: folder.children, onStopKnown,
  });
  const { rpcUrls, deploy } = network;
  return { node: { rpcUrls, chainId, isEmbedded: false, seeding: liveSeeding(rpcUrls[0], castSender(chainId)) }, deploy };
}

function otherChain(isBesuAsked: boolean): StartProblem {
  return new StartProblem(isBesuAsked
    ? {
      fr: "Les données de cette démonstration sont d’un nœud seul. Pour passer au réseau Besu, lancez « npm run reset », ou donnez un autre dossier dans MAILLE_DATA.",
      en: 'The data of this demo are of a single node. To go to the Besu network, run "npm run reset", or give another folder in MAILLE_DATA.',
    }
    : {
      fr: "Les données de cette démonstration sont d’un réseau Besu. Démarrez avec « npm start -- --chain besu », ou repartez à neuf avec « npm run reset ».",
      en: 'The data of this demo are of a Besu network. Start with "npm start -- --chain besu", or begin anew with "npm run reset".',
    });
}
