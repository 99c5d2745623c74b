import type { Abi } from "viem";
import type { BaseContract, ContractMethod, Signer } from "ethers";
import { accountsAbi } from "../../ledger-service/src/platform/chain/generated/abis/accounts-abi.ts";
import { authorityAbi } from "../../ledger-service/src/platform/chain/generated/abis/authority-abi.ts";
import { clearingHouseAbi } from "../../ledger-service/src/platform/chain/generated/abis/clearing-house-abi.ts";
import { consortiumAbi } from "../../ledger-service/src/platform/chain/generated/abis/consortium-abi.ts";
import { councilAbi } from "../../ledger-service/src/platform/chain/generated/abis/council-abi.ts";
import { earningSheetsAbi } from "../../ledger-service/src/platform/chain/generated/abis/earning-sheets-abi.ts";
import { easAbi } from "../../ledger-service/src/platform/chain/generated/abis/eas-abi.ts";
import { emergencyPauseAbi } from "../../ledger-service/src/platform/chain/generated/abis/emergency-pause-abi.ts";
import { institutionAccountsAbi } from "../../ledger-service/src/platform/chain/generated/abis/institution-accounts-abi.ts";
import { participantsAbi } from "../../ledger-service/src/platform/chain/generated/abis/participants-abi.ts";
import { pointsAbi } from "../../ledger-service/src/platform/chain/generated/abis/points-abi.ts";
import { programmesAbi } from "../../ledger-service/src/platform/chain/generated/abis/programmes-abi.ts";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import { reportAnchorsAbi } from "../../ledger-service/src/platform/chain/generated/abis/report-anchors-abi.ts";
import { schemaRegistryAbi } from "../../ledger-service/src/platform/chain/generated/abis/schema-registry-abi.ts";
import { serviceExchangesAbi } from "../../ledger-service/src/platform/chain/generated/abis/service-exchanges-abi.ts";
import { timelockAbi } from "../../ledger-service/src/platform/chain/generated/abis/timelock-abi.ts";
import type { Addresses } from "../../scripts/deploy/execute-plan.ts";
import { ethers } from "./chain.ts";

type FunctionName<A extends Abi> = Extract<A[number], { type: "function" }>["name"];

/** An ethers contract whose functions are known by name: a misspelt one does not compile. */
export type TypedContract<A extends Abi> = BaseContract & { readonly [N in FunctionName<A>]: ContractMethod };

/** A contract at an address, with functions known by name. */
export function attach<const A extends Abi>(address: string, abi: A, runner: Signer): TypedContract<A> {
  const contract: unknown = new ethers.Contract(address, JSON.stringify(abi), runner);
  return contract as TypedContract<A>; // ethers makes the functions at run time, from this very ABI
}

/** The same contract with another sender: for what contracts and the council alone may call. */
export function sentBy<C extends BaseContract>(contract: C, runner: Signer): C {
  const connected: unknown = contract.connect(runner);
  return connected as C; // `connect` keeps the ABI
}

export const attachContracts = (at: Addresses, runner: Signer) => ({
  accounts: attach(at.accounts, accountsAbi, runner),
  authority: attach(at.authority, authorityAbi, runner),
  clearingHouse: attach(at.clearingHouse, clearingHouseAbi, runner),
  consortium: attach(at.consortium, consortiumAbi, runner),
  council: attach(at.council, councilAbi, runner),
  earningSheets: attach(at.earningSheets, earningSheetsAbi, runner),
  eas: attach(at.eas, easAbi, runner),
  emergencyPause: attach(at.emergencyPause, emergencyPauseAbi, runner),
  institutionAccounts: attach(at.institutionAccounts, institutionAccountsAbi, runner),
  participants: attach(at.participants, participantsAbi, runner),
  points: attach(at.points, pointsAbi, runner),
  programmes: attach(at.programmes, programmesAbi, runner),
  redemptionDesk: attach(at.redemptionDesk, redemptionDeskAbi, runner),
  reportAnchors: attach(at.reportAnchors, reportAnchorsAbi, runner),
  schemaRegistry: attach(at.schemaRegistry, schemaRegistryAbi, runner),
  serviceExchanges: attach(at.serviceExchanges, serviceExchangesAbi, runner),
  timelock: attach(at.timelock, timelockAbi, runner),
});

export type MailleContracts = ReturnType<typeof attachContracts>;
