import { readBlockHeader, withoutSeals } from "./block-header.ts";
import { areEqual, type Hex, toBytes, toHex } from "./bytes.ts";
import type { NetworkFile, NetworkValidator } from "./network-file.ts";
import type { ProofFile, ProofKind, ProvedClose, SetChange, ValidatorsProof } from "./proof-file.ts";
import { receiptKey } from "./receipt.ts";
import { encodeRlp, type RlpItem } from "./rlp.ts";
import type { RpcBlock, RpcProof, RpcReceipt } from "./rpc-answers.ts";
import { buildTrie, proveKeys } from "./trie-builder.ts";
import { isSameSet, LENGTH_SLOT, readValidators, validatorSlot } from "./validator-set.ts";

/** The node's answers do not fit together: another block, a receipt that is missing, a fork that we cannot encode. */
export class ProofBuildError extends Error {
  override readonly name = "ProofBuildError";
  readonly block: string;
  readonly part: "HEADER" | "RECEIPTS" | "LOG";

  constructor(part: ProofBuildError["part"], block: string) {
    super(`the node's answers give no proof: ${part} of block ${block}`);
    this.part = part;
    this.block = block;
  }
}

/** An RLP number from a quantity such as `0x0`. */
const quantity = (hex: Hex): Uint8Array => {
  const digits = hex.slice(2).replace(/^0+/, "");
  return toBytes(`0x${digits.length % 2 === 0 ? digits : `0${digits}`}`);
};

/**
 * The raw header with its seals, as `debug_getRawHeader` gives it.
 * @throws ProofBuildError when the block does not hash to what the node says
 */
export function encodeHeader(block: RpcBlock, consensus: NetworkFile["consensus"]): Hex {
  const { baseFeePerGas, withdrawalsRoot, blobGasUsed, excessBlobGas, parentBeaconBlockRoot, requestsHash } = block;
  const whole = [block.parentHash, block.sha3Uncles, block.miner, block.stateRoot, block.transactionsRoot, block.receiptsRoot, block.logsBloom].map(toBytes);
  const counts = [block.difficulty, block.number, block.gasLimit, block.gasUsed, block.timestamp].map(quantity);
  const later = [
    ...[baseFeePerGas].map((value) => (value ? quantity(value) : undefined)), withdrawalsRoot ? toBytes(withdrawalsRoot) : undefined,
    ...[blobGasUsed, excessBlobGas].map((value) => (value ? quantity(value) : undefined)), ...[parentBeaconBlockRoot, requestsHash].map((value) => (value ? toBytes(value) : undefined)),
  ].filter((field) => field !== undefined);
  const raw = toHex(encodeRlp([...whole, ...counts, toBytes(block.extraData), toBytes(block.mixHash), toBytes(block.nonce), ...later]));
  if (readBlockHeader(raw, consensus).blockHash !== block.hash) throw new ProofBuildError("HEADER", block.number);
  return raw;
}

/** The receipt as its trie holds it: `type ‖ RLP[status, cumulativeGasUsed, logsBloom, logs]`. */
export function encodeReceipt({ type = "0x0", status = "0x0", cumulativeGasUsed, logsBloom, logs }: RpcReceipt): Uint8Array {
  const items: RlpItem[] = logs.map(({ address, topics, data }) => [toBytes(address), topics.map(toBytes), toBytes(data)]);
  return Uint8Array.from([...quantity(type), ...encodeRlp([quantity(status), quantity(cumulativeGasUsed), toBytes(logsBloom), items])]);
}

/**
 * Nodes from the block's receipts root to one receipt, from all receipts of the block in their order.
 * @throws ProofBuildError when they do not give the root that the header names
 */
export function buildReceiptProof(receipts: readonly RpcReceipt[], transactionIndex: number, block: Pick<RpcBlock, "receiptsRoot" | "number">): Hex[] {
  const trie = buildTrie(receipts.map((receipt, index) => [receiptKey(index), encodeReceipt(receipt)]));
  if (!areEqual(trie.root, toBytes(block.receiptsRoot))) throw new ProofBuildError("RECEIPTS", block.number);
  return proveKeys(trie, [receiptKey(transactionIndex)]);
}

/** Slots to ask of `eth_getProof` for the consortium: the length, then a word for each validator. */
export function validatorSlots(validatorCount: number): Hex[] {
  return [LENGTH_SLOT, ...Array.from({ length: validatorCount }, (_, index) => validatorSlot(index))].map(toHex);
}

/** Puts the nodes of all slots together, each once. */
export function toValidatorsProof({ accountProof, storageProof }: RpcProof): ValidatorsProof {
  return { accountProof, storageProof: [...new Set(storageProof.flatMap(({ proof }) => proof))] };
}

/** The validators that a block's state names. @throws ProofProblem */
export function readValidatorsAfter(rawHeader: Hex, proof: ValidatorsProof, network: NetworkFile): NetworkValidator[] {
  const header = readBlockHeader(rawHeader, network.consensus);
  return readValidators(header.stateRoot, proof, network, header.number);
}

/** Of blocks that touched the consortium, ascending, those after which other validators seal. @throws ProofProblem */
export function keepSetChanges(candidates: readonly SetChange[], network: NetworkFile): SetChange[] {
  let set: readonly NetworkValidator[] = network.checkpoint.validators;
  return candidates.filter((candidate) => {
    const next = readValidatorsAfter(candidate.header, candidate, network);
    if (isSameSet(next, set)) return false;
    set = next;
    return true;
  });
}

export type ProofParts = {
  readonly kind: ProofKind;
  readonly block: RpcBlock;
  readonly receipts: readonly RpcReceipt[];
  readonly transactionIndex: number;
  /** Of the block, as `eth_getLogs` gives it. */
  readonly blockLogIndex: number;
  /** Needed where the consortium's contract names the validators. */
  readonly parent?: { readonly block: RpcBlock; readonly proof: RpcProof };
  readonly setChanges?: readonly SetChange[];
  readonly closes?: readonly ProvedClose[];
};

/**
 * A proof file from a node's answers. What comes out is not checked: pass it to `verifyProof` before handing it on.
 * @throws ProofBuildError
 */
export function buildProof(parts: ProofParts, network: NetworkFile): ProofFile {
  const { block, receipts, transactionIndex, parent, setChanges = [], closes = [] } = parts;
  const logs = receipts[transactionIndex]?.logs ?? [];
  const logIndex = logs.findIndex((log) => Number(log.logIndex) === parts.blockLogIndex);
  const log = logs[logIndex];
  if (log === undefined) throw new ProofBuildError("LOG", block.number);
  return {
    format: "maille-proof/1",
    chainId: network.chainId,
    kind: parts.kind,
    header: encodeHeader(block, network.consensus),
    transactionIndex,
    logIndex,
    receiptProof: buildReceiptProof(receipts, transactionIndex, block),
    ...(parent ? { parent: { header: withoutSeals(encodeHeader(parent.block, network.consensus)), ...toValidatorsProof(parent.proof) } } : {}),
    setChanges,
    ...(closes.length > 0 ? { closes: { leaf: { transactionHash: log.transactionHash, logIndex: parts.blockLogIndex }, cities: closes } } : {}),
  };
}
