import { createPublicClient, http } from "viem";
import type { ChildRecords } from "../../../scripts/demo/child-record.ts";
import { startEvmNode, type EvmNode } from "../../../scripts/demo/evm-node/start-evm-node.ts";

/** The chain of a test stack: an embedded node of its own, or a network that runs already. */
export interface TestNode {
  readonly rpcUrl: string;
  /** All nodes of the network, the first one first. */
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  readonly isEmbedded: boolean;
  /** Seals a block of that time (seconds); the embedded node only. */
  sealAt(timestampSeconds: number): Promise<void>;
  /** The process number of the embedded node now; another one after a crash. */
  anvilPid(): number;
  /** Seals a block of that time (seconds), as if the ledger's clock had come so far. */
  sealAt(timestampSeconds: number): Promise<void>;
  /** Starts it again where it was, after `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Comma-separated RPC addresses of a network that runs already, for running these tests on real validators. */
const externalVariable = "MAILLE_TEST_RPC_URLS";

export function externalRpcUrls(): readonly string[] {
  return (process.env[externalVariable] ?? "").split(",").map((url) => url.trim()).filter((url) => url !== "");
}

export async function startTestNode(parts: { folder: string; children: ChildRecords; blockIntervalMs: number }): Promise<TestNode> {
  const [first, ...others] = externalRpcUrls();
  return first === undefined ? embeddedNode(parts) : externalNode(first, others);
}

async function embeddedNode(parts: { folder: string; children: ChildRecords; blockIntervalMs: number }): Promise<TestNode> {
  const chainId = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
  const launch = (rpcPort: number): Promise<EvmNode> =>
    startEvmNode({
      ...parts,
      chainId,
      genesisTimestampSeconds,
      rpcPort,
      seeding: false,
      onLost: (reason) => {
        throw new Error("the node was lost", { cause: reason });
      },
    });
  const genesisTimestampSeconds = Math.floor(Date.now() / 1000) - 60;
  let running = await launch(0);
  const { rpcUrl } = running;
  return {
    rpcUrl,
    rpcUrls: [rpcUrl],
    chainId,
    isEmbedded: true,
    anvilPid: () => running.anvilPid(),
    sealAt: (timestampSeconds) => running.seeding.sealAt(timestampSeconds),
    async start() {
      running = await launch(Number(new URL(rpcUrl).port));
    },
    stop: () => running.stop(),
  };
}

async function externalNode(rpcUrl: string, others: readonly string[]): Promise<TestNode> {
  const unavailable = (): never => {
    throw new Error(`the network of ${externalVariable} is not this test's to stop or to kill`);
  };
  return {
    rpcUrl,
    rpcUrls: [rpcUrl, ...others],
    chainId: await createPublicClient({ transport: http(rpcUrl) }).getChainId(),
    isEmbedded: false,
    anvilPid: unavailable,
    sealAt: async () => unavailable(),
    start: async () => unavailable(),
    // What is not ours to stop is left as it is at the end of a stack.
    stop: async () => undefined,
  };
}
