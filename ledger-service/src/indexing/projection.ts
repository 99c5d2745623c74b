import type { ContractEventArgsFromTopics, ContractEventName, Hex } from "viem";
import type { EntityManager } from "typeorm";
import type { ContractAbis, ContractName } from "../platform/chain/contract-abis.ts";
import type { LiveEvent } from "../platform/http/live-events.ts";

/** Where and when an event was logged. `id` sorts as text: "000000000012/000003/000007" (block/transaction/log). */
export interface EventPlace {
  readonly id: string;
  readonly blockNumber: bigint;
  readonly blockTimestamp: Date;
  readonly transactionHash: Hex;
  readonly logIndex: number;
}

export interface ChainEvent extends EventPlace {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export type DecodedEvent<C extends ContractName, E extends ContractEventName<ContractAbis[C]>> = EventPlace & {
  readonly args: ContractEventArgsFromTopics<ContractAbis[C], E>;
};

/** What a projection may use: its own tables through `manager`; `notify` reaches open pages after the commit. */
export interface Projecting {
  readonly manager: EntityManager;
  notify(event: LiveEvent): void;
}

export interface EventHandler {
  readonly contract: ContractName;
  readonly eventName: string;
  readonly handle: (event: ChainEvent, projecting: Projecting) => Promise<void>;
}

/**
 * Read models of one noun. Pure functions of the chain: no clock, no randomness, no other noun's table, so that
 * dropping and replaying gives the same rows (I9). `tables` are emptied by a rebuild.
 */
export interface Projection {
  readonly name: string;
  readonly tables: readonly string[];
  readonly on: readonly EventHandler[];
}

/**
 * What a module does once because an event came, in the same transaction, but never on a rebuild: a notice to a
 * person, a delivery to another city (through the outbox).
 */
export interface Reaction {
  readonly name: string;
  readonly on: readonly EventHandler[];
}

/** A typed handler of one event of one contract. */
export function onEvent<C extends ContractName, E extends ContractEventName<ContractAbis[C]>>(
  contract: C,
  eventName: E,
  handle: (event: DecodedEvent<C, E>, projecting: Projecting) => Promise<void>,
): EventHandler {
  return {
    contract,
    eventName,
    // Decoded with this contract's ABI and this event's name, so the arguments are of that type.
    handle: (event, projecting) => handle(event as unknown as DecodedEvent<C, E>, projecting),
  };
}
