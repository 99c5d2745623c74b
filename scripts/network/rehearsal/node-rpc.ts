import { type Address, type Hex, isAddress, isHex } from "viem";
import { z } from "zod";

const ANSWER_WITHIN_MS = 10_000;

const hex = z.custom<Hex>((value) => isHex(value));
const address = z.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false }));
/** The sixteen fields of a header after genesis, as `eth_getBlock…` names them. */
const headerSchema = z.object({
  hash: hex, number: hex, parentHash: hex, sha3Uncles: hex, miner: hex, stateRoot: hex, transactionsRoot: hex, receiptsRoot: hex,
  logsBloom: hex, difficulty: hex, gasLimit: hex, gasUsed: hex, timestamp: hex, extraData: hex, mixHash: hex, nonce: hex, baseFeePerGas: hex.default("0x0"),
});
export type BlockHeader = z.output<typeof headerSchema>;

const answerSchema = z.object({ result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() });

/** What the tool asks of a node. Every question fails within ten seconds. */
export interface NodeRpc {
  chainId(): Promise<number>;
  height(): Promise<number>;
  peerCount(): Promise<number>;
  /** @throws when the node lacks that block */
  header(block: number | "latest"): Promise<BlockHeader>;
  validatorsAt(block: number): Promise<Address[]>;
  call(to: Address, data: Hex): Promise<Hex>;
}

export function nodeRpc(url: string): NodeRpc {
  const ask = (method: string, params: readonly unknown[]): Promise<unknown> => askNode(url, method, params);
  const number = async (method: string): Promise<number> => Number(hex.parse(await ask(method, [])));
  return {
    chainId: () => number("eth_chainId"),
    height: () => number("eth_blockNumber"),
    peerCount: () => number("net_peerCount"),
    header: async (block) => headerSchema.parse(await ask("eth_getBlockByNumber", [blockTag(block), false])),
    validatorsAt: async (block) => z.array(address).parse(await ask("qbft_getValidatorsByBlockNumber", [blockTag(block)])),
    call: async (to, data) => hex.parse(await ask("eth_call", [{ to, data }, "latest"])),
  };
}

const blockTag = (block: number | "latest"): string => (block === "latest" ? block : `0x${block.toString(16)}`);

async function askNode(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const { result, error } = answerSchema.parse(await response.json());
  if (error !== undefined) throw new Error(`${method}: ${error.message}`);
  return result;
}
