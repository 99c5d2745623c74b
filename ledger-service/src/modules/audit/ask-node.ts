import type { RpcBlock, RpcReceipt } from "maille-verify/rpc-answers";
import { numberToHex } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { isHexBytes, type Hex } from "../../kernel/hex.ts";
import { auditProblems } from "./audit.problems.ts";

const bytes = z.custom<Hex>(isHexBytes);
const quantity = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-fA-F]+$/.test(value));

const blockSchema = z.object({
  hash: bytes, parentHash: bytes, sha3Uncles: bytes, miner: bytes, stateRoot: bytes, transactionsRoot: bytes, receiptsRoot: bytes,
  logsBloom: bytes, difficulty: quantity, number: quantity, gasLimit: quantity, gasUsed: quantity, timestamp: quantity,
  extraData: bytes, mixHash: bytes, nonce: bytes,
  baseFeePerGas: quantity.nullish(), withdrawalsRoot: bytes.nullish(), blobGasUsed: quantity.nullish(), excessBlobGas: quantity.nullish(),
  parentBeaconBlockRoot: bytes.nullish(), requestsHash: bytes.nullish(),
});

const receiptSchema = z.object({
  type: quantity.optional(), status: quantity.optional(), cumulativeGasUsed: quantity, logsBloom: bytes, transactionIndex: quantity,
  logs: z.array(z.object({ address: bytes, topics: z.array(bytes), data: bytes, logIndex: quantity, transactionHash: bytes })),
});

/** A block in the node's own words, every field of its header included. @throws Problem `proof-unavailable` */
export async function askBlock(chain: Chain, blockNumber: bigint): Promise<RpcBlock> {
  const answer: unknown = await chain.client.request({ method: "eth_getBlockByNumber", params: [numberToHex(blockNumber), false] });
  return readAs(blockSchema, answer);
}

/** All receipts of a block, in its order. @throws Problem `proof-unavailable` */
export async function askReceipts(chain: Chain, blockNumber: bigint): Promise<RpcReceipt[]> {
  const answer: unknown = await chain.client.request<BlockReceiptsCall>({ method: "eth_getBlockReceipts", params: [numberToHex(blockNumber)] });
  return readAs(z.array(receiptSchema), answer);
}

interface BlockReceiptsCall {
  readonly Method: "eth_getBlockReceipts";
  readonly Parameters: [Hex];
  readonly ReturnType: unknown;
}

/** A node that answers otherwise cannot give a proof. */
function readAs<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw auditProblems.of("proof-unavailable");
  return parsed.data;
}
