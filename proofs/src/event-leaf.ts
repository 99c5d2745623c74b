import { concatBytes } from "@noble/hashes/utils";
import { type Hex, keccak, padLeft, toBytes, toHex, toWord } from "./bytes.ts";

/** A log of the ledger and its block. */
export type LedgerLog = {
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  /** Of the block, not of the transaction. */
  readonly logIndex: number;
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
};

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);
const HEAD_WORDS = 7;

/**
 * keccak256(0x00 ‖ keccak256(abi.encode(uint64 blockNumber, bytes32 blockHash, bytes32 transactionHash,
 * uint32 logIndex, address, bytes32[] topics, bytes data))).
 */
export function eventLeaf(log: LedgerLog): Hex {
  const data = toBytes(log.data);
  const topicsOffset = HEAD_WORDS * 32;
  const dataOffset = topicsOffset + 32 * (1 + log.topics.length);
  const encoded = concatBytes(
    toWord(log.blockNumber), toBytes(log.blockHash), toBytes(log.transactionHash), toWord(log.logIndex), padLeft(toBytes(log.address)),
    toWord(topicsOffset), toWord(dataOffset),
    toWord(log.topics.length), ...log.topics.map(toBytes),
    toWord(data.length), data, new Uint8Array((32 - (data.length % 32)) % 32),
  );
  return toHex(keccak(LEAF, keccak(encoded)));
}

/** keccak256(0x01 ‖ left ‖ right): no leaf is ever a node. */
export const joinNodes = (left: Uint8Array, right: Uint8Array): Uint8Array => keccak(NODE, left, right);

/** Next head of the chain of events: keccak256(head ‖ leaf). The first head is the genesis hash. */
export const nextLogHead = (head: Hex, leaf: Hex): Hex => toHex(keccak(toBytes(head), toBytes(leaf)));
