import { concatHex, numberToHex, toRlp, type Hex, type Log } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { buildTrie } from "./merkle-trie.ts";
import { numberBytes } from "./raw-header.ts";

const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-fA-F]*$/.test(value));
const receiptSchema = z.object({
  type: hex.default("0x0"),
  status: hex,
  cumulativeGasUsed: hex,
  logsBloom: hex,
  transactionHash: hex,
  logs: z.array(z.object({ address: hex, topics: z.array(hex), data: hex, logIndex: hex })),
});
type NodeReceipt = z.output<typeof receiptSchema>;

export interface ReceiptProof {
  readonly receiptsRoot: Hex;
  readonly nodes: Hex[];
  /** Of the log within its receipt. */
  readonly logIndex: number;
}

/**
 * The way from a block's receipts root to the receipt of one transaction, from the block's receipts as the node has them.
 * @param blockLogIndex of the block, as the log of events keeps it
 */
export async function buildReceiptProof(chain: Chain, blockNumber: bigint, transactionIndex: number, blockLogIndex: number): Promise<ReceiptProof | undefined> {
  const answer: unknown = await chain.client.request({ method: "eth_getBlockReceipts" as never, params: [numberToHex(blockNumber)] as never });
  const receipts = z.array(receiptSchema).parse(answer);
  const trie = buildTrie(new Map(receipts.map((receipt, index) => [receiptKey(index), encodeReceipt(receipt)])));
  const logIndex = receipts[transactionIndex]?.logs.findIndex((log) => Number(log.logIndex) === blockLogIndex) ?? -1;
  if (logIndex === -1) return undefined;
  return { receiptsRoot: trie.root, nodes: trie.proofOf(receiptKey(transactionIndex)), logIndex };
}

/** RLP(index). */
export function receiptKey(transactionIndex: number): Hex {
  return toRlp(numberBytes(numberToHex(transactionIndex)));
}

/** type ‖ RLP[status, cumulativeGasUsed, logsBloom, logs]; without the type byte for the first kind of transactions. */
function encodeReceipt({ type, status, cumulativeGasUsed, logsBloom, logs }: NodeReceipt): Hex {
  const encoded = toRlp([
    numberBytes(status),
    numberBytes(cumulativeGasUsed),
    logsBloom,
    logs.map(({ address, topics, data }: Pick<Log, "address" | "data"> & { topics: Hex[] }) => [address, topics, data]),
  ]);
  return Number(type) === 0 ? encoded : concatHex([numberToHex(Number(type), { size: 1 }), encoded]);
}
