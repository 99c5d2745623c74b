import { encodeEventTopics, type Abi, type Address, type Hex } from "viem";
import { contractAbis } from "../../audit/generated/contract-abis.ts";
import type { ContractName } from "../../audit/ledger-event.ts";

/** One word of 32 bytes, as digits. */
export const word = (value: number | bigint): string => value.toString(16).padStart(64, "0");

/** An address as a word, as digits. */
export const addressWord = (address: string): string => address.slice(2).toLowerCase().padStart(64, "0");

/** A made-up identifier, the same for the same kind and number. */
export const idOf = (kind: number, number: number): Hex => `0x${kind.toString(16).padStart(4, "0")}${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}${number.toString(16).padStart(52, "0")}`;

/** Writes logs of one contract's event as a node's JSON, from digits that the caller has encoded. */
export type WriteLog = (place: LogPlace, topics: readonly string[], data: string) => string;

export interface LogPlace {
  readonly blockNumber: number;
  readonly timestamp: number;
  readonly transaction: number;
  readonly logIndex: number;
}

export const blockHash = (number: number): Hex => idOf(0xb10c, number);

/** @throws Error for an event that the contract does not have */
export function logWriter(address: Address, contract: ContractName, eventName: string): WriteLog {
  const abi: Abi = contractAbis[contract];
  const [selector] = encodeEventTopics({ abi: abi.filter((entry) => entry.type === "event" && entry.name === eventName), eventName });
  if (typeof selector !== "string") throw new Error(`no event ${eventName} in ${contract}`);
  const opening = `{"address":"${address}","topics":["${selector}"`;
  return ({ blockNumber, timestamp, transaction, logIndex }, topics, data) =>
    `${opening}${topics.map((topic) => `,"0x${topic}"`).join("")}],"data":"0x${data}",` +
    `"blockHash":"${blockHash(blockNumber)}","blockNumber":"0x${blockNumber.toString(16)}","blockTimestamp":"0x${timestamp.toString(16)}",` +
    `"transactionHash":"${idOf(0x7a, transaction)}","transactionIndex":"0x0","logIndex":"0x${logIndex.toString(16)}","removed":false}`;
}
