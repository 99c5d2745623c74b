/**
 * The contracts that the service and the portal talk to: the name under which both know each, and the artifact it
 * comes from. An artifact `I<Name>` stands for a contract that is only declared.
 */
export const contractSources = {
  authority: "Authority",
  participants: "Participants",
  accounts: "Accounts",
  institutionAccount: "InstitutionAccount",
  institutionAccounts: "InstitutionAccounts",
  points: "Points",
  programmes: "Programmes",
  clearingHouse: "ClearingHouse",
  earningSheets: "EarningSheets",
  serviceExchanges: "ServiceExchanges",
  redemptionDesk: "RedemptionDesk",
  eas: "EAS",
  schemaRegistry: "SchemaRegistry",
  timelock: "TimelockController",
  consortium: "Consortium",
  council: "Council",
  emergencyPause: "EmergencyPause",
  reportAnchors: "ReportAnchors",
} as const;

export type ContractName = keyof typeof contractSources;

export const contractNames = Object.keys(contractSources).filter((name): name is ContractName => name in contractSources);
