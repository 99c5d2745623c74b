import type { Address } from "viem";
import { type FoundingCity, foundCity, foundingMember } from "./founding-city.ts";
import type { CapParameters, NetworkParameters } from "./network-parameters.ts";
import { addressOf, deploy, type PlanStep, send } from "./plan-steps.ts";
import { DEFAULT_ADMIN_ROLE, type RoleName, roleId } from "./power-names.ts";
import type { DeployedName, Predeployed } from "./deployed-contracts.ts";

export interface PlanInput {
  /** Sends the plan's transactions and holds the consortium's roles until its last two steps. */
  readonly deployer: Address;
  readonly parameters: NetworkParameters;
  /** At least four: with fewer validators a network bears no fault. */
  readonly cities: readonly FoundingCity[];
  /** On a network whose genesis holds them; otherwise the plan deploys them. */
  readonly predeployed?: Predeployed;
}

const NOBODY: Address = `0x${"00".repeat(20)}`;
const EAS = "@ethereum-attestation-service/eas-contracts/contracts";

/** In level order. Schemas are registered by the contracts that resolve them, in their constructors. */
const contracts = (input: PlanInput): PlanStep[] => [
  deploy("schemaRegistry", `${EAS}/SchemaRegistry.sol:SchemaRegistry`),
  deploy("eas", `${EAS}/EAS.sol:EAS`, [addressOf("schemaRegistry")]),
  deploy("cityPasskeyVerifier", "contracts/verifiers/CityPasskeyVerifier.sol:CityPasskeyVerifier"),
  deploy("deviceKeyVerifier", "contracts/verifiers/DeviceKeyVerifier.sol:DeviceKeyVerifier"),
  deploy("authority", "contracts/participants/Authority.sol:Authority", [input.deployer, addressOf("accounts")]),
  deploy("participants", "contracts/participants/Participants.sol:Participants", [
    addressOf("authority"),
    addressOf("accounts"),
    addressOf("institutionAccounts"),
  ]),
  deploy("accounts", "contracts/accounts/Accounts.sol:Accounts", [
    addressOf("authority"),
    addressOf("participants"),
    addressOf("cityPasskeyVerifier"),
    addressOf("deviceKeyVerifier"),
  ]),
  deploy("institutionAccounts", "contracts/accounts/InstitutionAccounts.sol:InstitutionAccounts", [
    addressOf("authority"),
    addressOf("eas"),
  ]),
  deploy("points", "contracts/points/Points.sol:Points", [addressOf("authority")]),
  deploy("programmes", "contracts/points/Programmes.sol:Programmes", [
    addressOf("authority"),
    addressOf("participants"),
    input.parameters.minimumHoursPendingSeconds,
  ]),
  deploy("clearingHouse", "contracts/clearing/ClearingHouse.sol:ClearingHouse", [
    addressOf("authority"),
    addressOf("participants"),
  ]),
  deploy("earningSheets", "contracts/attestations/EarningSheets.sol:EarningSheets", [
    addressOf("eas"),
    addressOf("schemaRegistry"),
    addressOf("authority"),
    addressOf("participants"),
    addressOf("accounts"),
    addressOf("institutionAccounts"),
    addressOf("programmes"),
    addressOf("points"),
    addressOf("emergencyPause"),
  ]),
  deploy("serviceExchanges", "contracts/attestations/ServiceExchanges.sol:ServiceExchanges", [
    addressOf("eas"),
    addressOf("schemaRegistry"),
    addressOf("authority"),
    addressOf("accounts"),
    addressOf("points"),
  ]),
  deploy("redemptionDesk", "contracts/redemptions/RedemptionDesk.sol:RedemptionDesk", [
    addressOf("authority"),
    addressOf("participants"),
    addressOf("accounts"),
    addressOf("points"),
    addressOf("clearingHouse"),
    addressOf("emergencyPause"),
  ]),
  ...(input.predeployed === undefined ? genesisContracts(input) : []),
  deploy("council", "contracts/governance/Council.sol:Council", [
    addressOf("consortium"),
    addressOf("authority"),
    addressOf("timelock"),
    { ...input.parameters.ballots },
  ]),
  deploy("emergencyPause", "contracts/governance/EmergencyPause.sol:EmergencyPause", [
    addressOf("authority"),
    addressOf("consortium"),
  ]),
  deploy("reportAnchors", "contracts/audit/ReportAnchors.sol:ReportAnchors", [addressOf("authority")]),
];

/** What a network of validators has in its genesis, since the first block is sealed by whom the consortium names. */
const genesisContracts = (input: PlanInput): PlanStep[] => [
  deploy("consortium", "contracts/governance/Consortium.sol:Consortium", [
    addressOf("timelock"),
    input.cities.map(foundingMember),
  ]),
  deploy("timelock", "@openzeppelin/contracts/governance/TimelockController.sol:TimelockController", [
    input.parameters.timelockDelaySeconds,
    [addressOf("council")],
    [addressOf("council")], // proposes and executes alone: whoever else executed would revive what has lapsed
    NOBODY, // no administrator: the timelock administers itself
  ]),
];

/** What one contract may ask of another, and nothing more. */
export const CONTRACT_ROLES: readonly { readonly role: RoleName; readonly holder: DeployedName }[] = [
  { role: "REGISTRAR", holder: "participants" },
  { role: "SHEETS", holder: "earningSheets" },
  { role: "DOOR", holder: "earningSheets" },
  { role: "MOVER", holder: "earningSheets" },
  { role: "MOVER", holder: "serviceExchanges" },
  { role: "MOVER", holder: "redemptionDesk" },
  { role: "DESK", holder: "redemptionDesk" },
];

const capStep = ({ kind, perChargePoints, perDayPoints, ceilingPerDayPoints }: CapParameters): PlanStep =>
  send("accounts", "setCapParameters", [kind, perChargePoints, perDayPoints, ceilingPerDayPoints]);

const commonRules = ({ parameters }: PlanInput): PlanStep[] => [
  ...parameters.caps.map(capStep),
  send("programmes", "setWeeklyMinutesCeiling", [parameters.weeklyMinutesCeiling]),
  send("clearingHouse", "setDefaultCeiling", [parameters.ceilingPointsPerResident]),
  send("clearingHouse", "addPeriods", [parameters.periodStarts]),
  send("serviceExchanges", "setParameters", [{ ...parameters.exchanges }]),
];

/** The timelock becomes the consortium before the deployer ceases to be it: the roles are never without a holder. */
const handOver = ({ deployer }: PlanInput): PlanStep[] => {
  const consortium = [roleId("CONSORTIUM"), DEFAULT_ADMIN_ROLE];
  return [
    ...consortium.map((role) => send("authority", "grantRole", [role, addressOf("timelock")])),
    ...consortium.map((role) => send("authority", "renounceRole", [role, deployer])),
  ];
};

/**
 * The deployment plan: the one list that fixture, demo and production run. Step n is the deployer's transaction n, so
 * that every address is known before the first is sent and a stopped deployment continues where it was.
 */
export function deploymentPlan(input: PlanInput): PlanStep[] {
  return [
    ...contracts(input),
    ...CONTRACT_ROLES.map(({ role, holder }) => send("authority", "grantRole", [roleId(role), addressOf(holder)])),
    ...commonRules(input),
    ...input.cities.flatMap(foundCity),
    ...handOver(input),
  ];
}
