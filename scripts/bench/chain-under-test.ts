import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "../network/description/read-description.ts";
import { type NetworkFolder, type NetworkNode, openNetworkFolder } from "../network/files/network-folder.ts";
import { initNetwork } from "../network/init-network.ts";
import { type BesuHome, findBesu } from "../network/rehearsal/besu-home.ts";
import { networkStatus } from "../network/rehearsal/network-status.ts";
import { killNode } from "../network/rehearsal/node-process.ts";
import { startNodes, waitForBlock } from "../network/rehearsal/start-network.ts";
import { stopNodes } from "../network/rehearsal/stop-network.ts";

/** A node that is learning moves within that time. */
const STANDS_STILL_MS = 20_000;
/** Where the tests' stack looks for a network that runs already. */
const STACK_VARIABLE = "MAILLE_TEST_RPC_URLS";
const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

/** A rehearsal network on this machine. */
export interface Rehearsal {
  readonly network: NetworkFolder;
  kill(nodes: readonly NetworkNode[]): Promise<void>;
  bringBack(nodes: readonly NetworkNode[]): Promise<void>;
  /** The highest block that a node has. */
  height(): Promise<bigint>;
  /** RPC address of a node that has it. */
  leadingUrl(): Promise<string>;
  /** Restarts nodes that answer without moving, as an operator would. @returns how many */
  mend(): Promise<number>;
}

/** The chain on which redemptions are measured: its name goes with every figure. */
export interface ChainUnderTest {
  readonly name: string;
  /** Undefined on the embedded node, which has no validators to kill. */
  readonly rehearsal: Rehearsal | undefined;
  close(): Promise<void>;
}

/**
 * A rehearsal network of Besu when BESU_HOME is set, the embedded node otherwise.
 * @param validators 4 or 11: an example of `scripts/network/examples` each
 * @throws NetworkProblem when Besu cannot be started
 */
export async function openChainUnderTest(validators: 4 | 11): Promise<ChainUnderTest> {
  if ((process.env["BESU_HOME"] ?? "") === "") {
    return { name: "embedded node", rehearsal: undefined, close: async () => undefined };
  }
  const besu = findBesu(process.env);
  const out = join(mkdtempSync(join(tmpdir(), "maille-bench-network-")), "network");
  const example = validators === 4 ? "rehearsal-four.yaml" : "rehearsal.yaml";
  const description = readDescription(fileURLToPath(new URL(`../network/examples/${example}`, import.meta.url)));
  await initNetwork({ description, out, artifactsFolder: ARTIFACTS, timestampSeconds: Math.floor(Date.now() / 1_000) });
  const network = openNetworkFolder(out);
  const rehearsal = rehearsalOf(network, besu);
  const close = async (): Promise<void> => {
    process.env[STACK_VARIABLE] = "";
    await stopNodes(network.nodes, network.nodes);
    rmSync(out, { recursive: true, force: true });
  };
  try {
    await rehearsal.bringBack(network.nodes);
    if ((await waitForBlock(network)) === undefined) throw new Error("the rehearsal network makes no blocks");
  } catch (error) {
    await close();
    throw error;
  }
  process.env[STACK_VARIABLE] = network.nodes.map(({ rpcUrl }) => rpcUrl).join(",");
  return { name: `Besu QBFT, ${String(validators)} validators on one machine`, rehearsal, close };
}

function rehearsalOf(network: NetworkFolder, besu: BesuHome): Rehearsal {
  const kill = async (nodes: readonly NetworkNode[]): Promise<void> => void (await Promise.all(nodes.map(killNode)));
  const bringBack = (nodes: readonly NetworkNode[]): Promise<void> => startNodes(nodes, network, besu);
  const behind = async (): Promise<Map<NetworkNode, number | undefined>> =>
    new Map((await networkStatus(network)).nodes.filter(({ isBehind }) => isBehind).map(({ node, height }) => [node, height]));
  return {
    network,
    kill,
    bringBack,
    height: async () => BigInt((await networkStatus(network)).height),
    async leadingUrl() {
      const { nodes, height } = await networkStatus(network);
      return nodes.find((one) => one.height === height)?.node.rpcUrl ?? "";
    },
    async mend() {
      const before = await behind();
      if (before.size === 0) return 0;
      await new Promise((resolve) => setTimeout(resolve, STANDS_STILL_MS));
      const still = [...(await behind())].filter(([node, height]) => before.get(node) === height).map(([node]) => node);
      await kill(still);
      await bringBack(still);
      return still.length;
    },
  };
}
