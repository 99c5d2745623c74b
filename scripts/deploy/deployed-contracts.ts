import type { Address, Hex } from "viem";

/** The plan's contracts, by the names that every layer uses. */
export const CONTRACT_NAMES = [
  "schemaRegistry",
  "eas",
  "cityPasskeyVerifier",
  "deviceKeyVerifier",
  "authority",
  "participants",
  "accounts",
  "institutionAccounts",
  "points",
  "programmes",
  "clearingHouse",
  "earningSheets",
  "serviceExchanges",
  "redemptionDesk",
  "consortium",
  "timelock",
  "council",
  "emergencyPause",
  "reportAnchors",
] as const;

export type DeployedName = (typeof CONTRACT_NAMES)[number];

/** Contracts that the genesis of a network holds at fixed addresses, because its first block needs them. */
export interface Predeployed {
  readonly consortium: Address;
  readonly timelock: Address;
}

export interface DeployedSchemas {
  readonly sheet: Hex;
  readonly exchange: Hex;
  readonly testimonial: Hex;
}

/** What a network is, for whoever talks to it: written once after the deployment, read by services and portals. */
export interface DeployedContracts {
  readonly chainId: number;
  /** Portals drop their device keys when it changes: another network under the same address [W5]. */
  readonly genesisHash: Hex;
  /** The first block that can hold a log of ours. */
  readonly deploymentBlock: number;
  readonly addresses: Readonly<Record<DeployedName, Address>>;
  readonly schemas: DeployedSchemas;
}
