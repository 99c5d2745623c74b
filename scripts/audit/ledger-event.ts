import type { ContractEventName, GetEventArgs, Hex } from "viem";
import { contractAbis } from "./generated/contract-abis.ts";

export type ContractAbis = typeof contractAbis;
export type ContractName = keyof ContractAbis;

export const contractNames = Object.keys(contractAbis).filter((name): name is ContractName => name in contractAbis);

export type EventName<C extends ContractName> = ContractEventName<ContractAbis[C]>;

/** Members by name: numbers to 48 bits, bigints above, hexadecimal in small letters. */
export type EventArgs<C extends ContractName, N extends EventName<C>> = GetEventArgs<
  ContractAbis[C],
  N,
  { EnableUnion: false; IndexedOnly: false; Required: true }
>;

/** Where and when an event happened. */
export interface Place {
  readonly blockNumber: number;
  /** Seconds. */
  readonly timestamp: number;
  readonly transactionHash: Hex;
  readonly logIndex: number;
}

/** What a book hears: a function for each event that it keeps. */
export type Listener = {
  readonly [C in ContractName]?: {
    readonly [N in EventName<C>]?: (args: EventArgs<C, N>, at: Place) => void;
  };
};
