import { decodeEventLog, type Abi, type Address, type Hex } from "viem";
import type { ChainEventLog } from "./chain-event-log.ts";
import { contractAbis, contractNames, type ContractAddresses, type ContractName } from "./contract-abis.ts";

/** A log of one of our contracts that its published ABI cannot read: the books would be incomplete. */
export class UnreadableLogError extends Error {
  constructor(contract: ContractName, topic: Hex | undefined) {
    super(`A log of ${contract} with topic ${topic ?? "none"} is not in its ABI.`);
    this.name = "UnreadableLogError";
  }
}

export type DecodeLog = (log: { address: Address; topics: readonly Hex[]; data: Hex }) => ChainEventLog | undefined;

/** @returns a decoder that gives undefined for other contracts' logs */
export function logDecoder(contracts: ContractAddresses): DecodeLog {
  const nameByAddress = new Map(contractNames.map((name) => [contracts[name].toLowerCase(), name]));
  return (log) => {
    const contract = nameByAddress.get(log.address.toLowerCase());
    if (contract === undefined) return undefined;
    const abi: Abi = contractAbis[contract];
    const [signature, ...rest] = log.topics;
    if (signature === undefined) throw new UnreadableLogError(contract, undefined);
    try {
      const decoded = decodeEventLog({ abi, topics: [signature, ...rest], data: log.data });
      return { contract, name: decoded.eventName ?? "", args: { ...(decoded.args ?? {}) } };
    } catch {
      throw new UnreadableLogError(contract, signature);
    }
  };
}
