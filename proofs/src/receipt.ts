import { type Hex, toHex } from "./bytes.ts";
import { lookUp, isFullyUsed, openTrieNodes } from "./merkle-trie.ts";
import { ProofProblem } from "./proof-problem.ts";
import { decodeRlpList, encodeRlp, isBytes, type RlpItem } from "./rlp.ts";

/** A log as the receipt holds it. */
export type ReceiptLog = { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Uint8Array };

/** Key of a receipt in its block's trie: RLP(index). */
export const receiptKey = (transactionIndex: number): Uint8Array => {
  const hex = transactionIndex === 0 ? "" : transactionIndex.toString(16);
  return encodeRlp(Uint8Array.from((hex.length % 2 === 1 ? `0${hex}` : hex).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
};

/**
 * The logs of the transaction's receipt, which the nodes tie to the block's receipts root.
 * @throws ProofProblem RECEIPT_PROOF_BROKEN or RECEIPT_UNREADABLE
 */
export function readProvedReceipt(receiptsRoot: Uint8Array, transactionIndex: number, proof: readonly Hex[]): ReceiptLog[] {
  const nodes = openTrieNodes(proof);
  const answer = lookUp(nodes, receiptsRoot, receiptKey(transactionIndex));
  if (typeof answer === "string" || !isFullyUsed(nodes, proof)) throw new ProofProblem("RECEIPT_PROOF_BROKEN", { transaction: transactionIndex });
  return readLogs(answer.found);
}

/** `type ‖ RLP[status, cumulativeGasUsed, logsBloom, logs]`, without a type byte for the first kind of transactions. */
function readLogs(receipt: Uint8Array): ReceiptLog[] {
  const isTyped = (receipt[0] ?? 0) <= 0x7f;
  const fields = decodeRlpList(isTyped ? receipt.slice(1) : receipt);
  const logs = fields?.length === 4 ? fields[3] : undefined;
  if (!Array.isArray(logs)) throw new ProofProblem("RECEIPT_UNREADABLE");
  return logs.map(readLog);
}

function readLog(item: RlpItem): ReceiptLog {
  const [address, topics, data] = Array.isArray(item) && item.length === 3 ? item : [];
  if (!isBytes(address, 20) || !Array.isArray(topics) || !isBytes(data)) throw new ProofProblem("RECEIPT_UNREADABLE");
  return {
    address: toHex(address),
    data,
    topics: topics.map((topic) => {
      if (!isBytes(topic, 32)) throw new ProofProblem("RECEIPT_UNREADABLE");
      return toHex(topic);
    }),
  };
}
