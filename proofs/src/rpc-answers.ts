import type { Hex } from "./bytes.ts";

/** Of `eth_getBlockByNumber`, as the node answers it; the later fields where its fork has them. */
export type RpcBlock = {
  readonly hash: Hex; readonly parentHash: Hex; readonly sha3Uncles: Hex; readonly miner: Hex; readonly stateRoot: Hex; readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex; readonly logsBloom: Hex; readonly difficulty: Hex; readonly number: Hex; readonly gasLimit: Hex; readonly gasUsed: Hex;
  readonly timestamp: Hex; readonly extraData: Hex; readonly mixHash: Hex; readonly nonce: Hex;
  readonly baseFeePerGas?: Hex | null; readonly withdrawalsRoot?: Hex | null; readonly blobGasUsed?: Hex | null; readonly excessBlobGas?: Hex | null;
  readonly parentBeaconBlockRoot?: Hex | null; readonly requestsHash?: Hex | null;
};

export type RpcLog = { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex; readonly logIndex: Hex; readonly transactionHash: Hex };

/** One of `eth_getBlockReceipts`. */
export type RpcReceipt = {
  readonly type?: Hex; readonly status?: Hex; readonly cumulativeGasUsed: Hex; readonly logsBloom: Hex; readonly transactionIndex: Hex; readonly logs: readonly RpcLog[];
};

/** Of `eth_getProof`. */
export type RpcProof = { readonly accountProof: readonly Hex[]; readonly storageProof: readonly { readonly proof: readonly Hex[] }[] };
