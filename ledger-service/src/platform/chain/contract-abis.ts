import type { Address } from "viem";
import { accountsAbi } from "./generated/abis/accounts-abi.ts";
import { authorityAbi } from "./generated/abis/authority-abi.ts";
import { clearingHouseAbi } from "./generated/abis/clearing-house-abi.ts";
import { consortiumAbi } from "./generated/abis/consortium-abi.ts";
import { councilAbi } from "./generated/abis/council-abi.ts";
import { earningSheetsAbi } from "./generated/abis/earning-sheets-abi.ts";
import { easAbi } from "./generated/abis/eas-abi.ts";
import { emergencyPauseAbi } from "./generated/abis/emergency-pause-abi.ts";
import { institutionAccountsAbi } from "./generated/abis/institution-accounts-abi.ts";
import { participantsAbi } from "./generated/abis/participants-abi.ts";
import { pointsAbi } from "./generated/abis/points-abi.ts";
import { programmesAbi } from "./generated/abis/programmes-abi.ts";
import { redemptionDeskAbi } from "./generated/abis/redemption-desk-abi.ts";
import { schemaRegistryAbi } from "./generated/abis/schema-registry-abi.ts";
import { serviceExchangesAbi } from "./generated/abis/service-exchanges-abi.ts";
import { reportAnchorsAbi } from "./generated/abis/report-anchors-abi.ts";
import { timelockAbi } from "./generated/abis/timelock-abi.ts";

/** The one place where a contract's name meets its ABI. */
export const contractAbis = {
  authority: authorityAbi,
  participants: participantsAbi,
  accounts: accountsAbi,
  institutionAccounts: institutionAccountsAbi,
  points: pointsAbi,
  programmes: programmesAbi,
  clearingHouse: clearingHouseAbi,
  earningSheets: earningSheetsAbi,
  serviceExchanges: serviceExchangesAbi,
  redemptionDesk: redemptionDeskAbi,
  eas: easAbi,
  schemaRegistry: schemaRegistryAbi,
  timelock: timelockAbi,
  consortium: consortiumAbi,
  council: councilAbi,
  emergencyPause: emergencyPauseAbi,
  reportAnchors: reportAnchorsAbi,
} as const;

export type ContractAbis = typeof contractAbis;
export type ContractName = keyof ContractAbis;
export type ContractAddresses = Readonly<Record<ContractName, Address>>;

export const contractNames = Object.keys(contractAbis).filter((name): name is ContractName => name in contractAbis);
