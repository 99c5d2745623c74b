import { type Abi, type AbiEvent, type Address, type Hex, toEventSelector } from "viem";
import { readerOf, readMembers, type WordReader, WordsUnreadable } from "./abi-words.ts";
import { contractAbis } from "./generated/contract-abis.ts";
import type { ContractName } from "./ledger-event.ts";

/** A log as every node gives it. */
export interface RawLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: number;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: number;
  /** Seconds; where the node says it beside the log. */
  readonly timestamp: number | undefined;
}

/** How to read one kind of event of one contract. */
export interface EventDecoder {
  readonly contract: ContractName;
  readonly name: string;
  /** @throws WordsUnreadable */
  decode(log: RawLog): Record<string, unknown>;
}

interface Member {
  readonly name: string;
  readonly reader: WordReader;
}

function decoderOf(contract: ContractName, event: AbiEvent): EventDecoder {
  const members = (indexed: boolean): Member[] =>
    event.inputs.filter((input) => (input.indexed === true) === indexed).map((input) => ({ name: input.name ?? "", reader: readerOf(input) }));
  const [inTopics, inData] = [members(true), members(false)];
  if (inTopics.some(({ reader }) => reader.isDynamic)) throw new WordsUnreadable(`an indexed member of ${event.name}`);
  return {
    contract,
    name: event.name,
    decode({ topics, data }) {
      if (topics.length !== inTopics.length + 1) throw new WordsUnreadable(event.name);
      const values = readMembers(inData, data.slice(2), 0);
      inTopics.forEach(({ name, reader }, index) => {
        values[name] = reader.read(topics[index + 1]?.slice(2) ?? "", 0, 0);
      });
      return values;
    },
  };
}

/** Finds the decoder of a log by its contract's address and first topic; undefined where the ABI has no such event. */
export function decodersOf(contracts: ReadonlyMap<ContractName, Address>): (log: RawLog) => EventDecoder | undefined {
  const byAddress = new Map<string, ReadonlyMap<string, EventDecoder>>();
  for (const [contract, address] of contracts) {
    const abi: Abi = contractAbis[contract];
    const events = abi.filter((entry) => entry.type === "event");
    byAddress.set(address, new Map(events.map((event) => [toEventSelector(event), decoderOf(contract, event)])));
  }
  return ({ address, topics: [selector = "0x"] }) => byAddress.get(address)?.get(selector);
}
