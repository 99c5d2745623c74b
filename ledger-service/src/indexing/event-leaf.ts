import { concatHex, encodeAbiParameters, keccak256, type Address, type Hex } from "viem";

/** A log as the node gave it, and its block. */
export interface RawEvent {
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  /** Of the block, not of the transaction. */
  readonly logIndex: number;
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

const leafTypes = [
  { type: "uint64" },
  { type: "bytes32" },
  { type: "bytes32" },
  { type: "uint32" },
  { type: "address" },
  { type: "bytes32[]" },
  { type: "bytes" },
] as const;

/** keccak256(0x00 ‖ keccak256(abi.encode(block number and hash, transaction, log index, address, topics, data))). */
export function eventLeaf(event: RawEvent): Hex {
  const { blockNumber, blockHash, transactionHash, logIndex, address, topics, data } = event;
  const encoded = encodeAbiParameters(leafTypes, [blockNumber, blockHash, transactionHash, logIndex, address, [...topics], data]);
  return keccak256(concatHex(["0x00", keccak256(encoded)]));
}
