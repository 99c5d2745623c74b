import type { Address, Hex } from "viem";
import type { Addresses } from "../../deploy/execute-plan.ts";
import type { NetworkDescription } from "../description/network-description.ts";
import { CONSORTIUM_ADDRESS } from "../genesis/genesis.ts";

/** `network.json`: what a verifier and an auditor trust of a network. Public, and complete before the first block. */
export interface NetworkRecord {
  readonly format: "maille-network/1";
  readonly name: string;
  readonly chainId: number;
  readonly genesisHash: Hex;
  readonly consensus: "qbft";
  readonly consortium: Address;
  /** The trusted start: who might seal block 1. */
  readonly checkpoint: {
    readonly blockNumber: number;
    readonly blockHash: Hex;
    readonly validators: readonly { readonly address: Address; readonly cityId: number }[];
  };
  readonly cities: readonly { readonly id: number; readonly slug: string; readonly name: string; readonly closeSigners: readonly Address[] }[];
  readonly contracts: Addresses;
  /** The first block that can hold an event of the ledger; 1 until the deployment says better. */
  readonly deploymentBlock: number;
  readonly isTrial: boolean;
}

export function networkRecord(parts: {
  description: NetworkDescription;
  genesisHash: Hex;
  addresses: Addresses;
  validatorOf: (cityId: number) => Address;
  closeSignersOf: (cityId: number) => readonly Address[];
}): NetworkRecord {
  const { description, genesisHash } = parts;
  return {
    format: "maille-network/1",
    name: description.name,
    chainId: description.chainId,
    genesisHash,
    consensus: "qbft",
    consortium: CONSORTIUM_ADDRESS,
    checkpoint: {
      blockNumber: 0,
      blockHash: genesisHash,
      validators: description.cities.map(({ id }) => ({ address: parts.validatorOf(id), cityId: id })),
    },
    cities: description.cities.map(({ id, slug, name }) => ({ id, slug, name, closeSigners: parts.closeSignersOf(id) })),
    contracts: parts.addresses,
    deploymentBlock: 1,
    isTrial: description.isTrial,
  };
}
