import { setTimeout as pause } from "node:timers/promises";
import { hexToBigInt, hexToNumber, http, RpcRequestError, type Hex } from "viem";
import { z } from "zod";

/** What a node said when it was looked at. */
export type NodeLook =
  | { readonly kind: "SILENT" }
  | { readonly kind: "OTHER_NETWORK"; readonly what: "chain id" | "genesis hash"; readonly expected: string; readonly found: string }
  | {
      readonly kind: "ANSWERS";
      readonly blockNumber: bigint;
      /** Of its last block, by the chain's clock, in seconds. */
      readonly blockTimestampSeconds: number;
      /** What it knows to exist, when it says that it is catching up. */
      readonly highestBlockNumber: bigint;
      /** Absent where the node does not say. */
      readonly peerCount?: number;
      readonly validatorCount?: number;
    };

export type AskNode = (method: string, params?: readonly unknown[]) => Promise<unknown>;

export interface NetworkIdentity {
  readonly chainId: number;
  readonly genesisHash: Hex;
}

const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]*$/i.test(value));
const blockSchema = z.object({ hash: hex, number: hex, timestamp: hex });
const syncingSchema = z.object({ highestBlock: hex });

/** @param timeoutMs a node that takes longer does not answer */
export function askNodeAt(url: string, timeoutMs: number): AskNode {
  // The unwrapped request: what it throws is wrapped once, by the transport that asks through it.
  const { request } = http(url, { timeout: timeoutMs })({}).config;
  return (method, params = []) => request({ method, params });
}

/** Whether the node is of this network: chain id and genesis block. @throws when it does not answer */
async function readIdentity(ask: AskNode, network: NetworkIdentity): Promise<Extract<NodeLook, { kind: "OTHER_NETWORK" }> | undefined> {
  const chainId = hexToNumber(hex.parse(await ask("eth_chainId")));
  if (chainId !== network.chainId) {
    return { kind: "OTHER_NETWORK", what: "chain id", expected: String(network.chainId), found: String(chainId) };
  }
  const genesis = blockSchema.nullable().parse(await ask("eth_getBlockByNumber", ["0x0", false]));
  if (genesis?.hash.toLowerCase() === network.genesisHash.toLowerCase()) return undefined;
  return { kind: "OTHER_NETWORK", what: "genesis hash", expected: network.genesisHash, found: genesis?.hash ?? "none" };
}

/** Identity, height, the last block's age, and what else the node offers to say. Never throws. */
export async function probeNode(ask: AskNode, network: NetworkIdentity): Promise<NodeLook> {
  try {
    const other = await readIdentity(ask, network);
    if (other !== undefined) return other;
    const [block, syncing, peers, validators] = await Promise.all([
      latestBlock(ask),
      offered(ask, "eth_syncing"),
      offered(ask, "net_peerCount"),
      offered(ask, "qbft_getValidatorsByBlockNumber", ["latest"]),
    ]);
    const { number, timestamp } = block;
    const blockNumber = hexToBigInt(number);
    const catchingUp = syncingSchema.safeParse(syncing);
    const highest = catchingUp.success ? hexToBigInt(catchingUp.data.highestBlock) : blockNumber;
    const peerCount = hex.safeParse(peers);
    return {
      kind: "ANSWERS",
      blockNumber,
      blockTimestampSeconds: hexToNumber(timestamp),
      highestBlockNumber: highest > blockNumber ? highest : blockNumber,
      ...(peerCount.success ? { peerCount: hexToNumber(peerCount.data) } : {}),
      ...(Array.isArray(validators) && validators.length > 0 ? { validatorCount: validators.length } : {}),
    };
  } catch {
    // Whatever it is, it cannot be asked: that is the answer.
    return { kind: "SILENT" };
  }
}

const latestTriesMax = 4;
const latestPauseMs = 50;

/** In the instant in which the latest block changes, a node may answer that there is none: it is asked again. */
async function latestBlock(ask: AskNode): Promise<z.output<typeof blockSchema>> {
  for (let tries = 1; tries < latestTriesMax; tries += 1) {
    const block = blockSchema.nullable().parse(await ask("eth_getBlockByNumber", ["latest", false]));
    if (block !== null) return block;
    await pause(latestPauseMs);
  }
  return blockSchema.parse(await ask("eth_getBlockByNumber", ["latest", false]));
}

/** @returns undefined where the node does not serve the method */
async function offered(ask: AskNode, method: string, params: readonly unknown[] = []): Promise<unknown> {
  try {
    return await ask(method, params);
  } catch (error) {
    if (error instanceof RpcRequestError) return undefined;
    throw error;
  }
}
