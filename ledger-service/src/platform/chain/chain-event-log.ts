import type { ContractName } from "./contract-abis.ts";

/** A decoded log of one of our contracts, without its place. */
export interface ChainEventLog {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}
