import { encodeFunctionData, keccak256, sha256, stringToBytes, type Abi, type Address, type Hex } from "viem";
import { randomBytes32 } from "../../kernel/random-id.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { ContractName } from "../../platform/chain/contract-abis.ts";
import { AccountKind, SignerKind } from "../../platform/chain/generated/enums.ts";
import type { Decision } from "./decisions.ts";

/** A call that the timelock would make. */
export interface CouncilCall {
  readonly target: Address;
  readonly data: Hex;
}

type Admission = Extract<Decision, { kind: "ADMIT_CITY" }>;

const signerKinds = { FULL: SignerKind.FULL, DEVICE: SignerKind.DEVICE, CARD: SignerKind.CARD };

/** The calls of each decision, in their order. Reads the ledger only for the institution of a city that is admitted. */
export async function encodeDecisions(chain: Chain, decisions: readonly Decision[]): Promise<CouncilCall[][]> {
  return Promise.all(decisions.map((decision) => encodeDecision(chain, decision)));
}

async function encodeDecision(chain: Chain, decision: Decision): Promise<CouncilCall[]> {
  const call = callOf(chain);
  switch (decision.kind) {
    case "ADMIT_CITY":
      return encodeAdmission(chain, decision);
    case "DEPART_CITY":
      return [call("consortium", "depart", [decision.cityId])];
    case "SUSPEND_CITY":
      return [call("consortium", "suspend", [decision.cityId])];
    case "REINSTATE_CITY":
      return [call("consortium", "reinstate", [decision.cityId])];
    case "REPLACE_VALIDATOR":
      return [call("consortium", "replaceValidator", [decision.cityId, decision.validator])];
    case "RECORD_POPULATION":
      return [call("consortium", "recordPopulation", [decision.cityId, decision.population])];
    case "WEEKLY_MINUTES":
      return [call("programmes", "setWeeklyMinutesCeiling", [decision.ceilingMinutes])];
    case "CAPS":
      return [
        call("accounts", "setCapParameters", [
          signerKinds[decision.signerKind],
          decision.perChargePoints,
          decision.perDayPoints,
          decision.ceilingPerDayPoints,
        ]),
      ];
    case "EXCHANGE_LIMITS": {
      const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = decision;
      return [call("serviceExchanges", "setParameters", [{ pointsPerMinuteMax, pairPointsMax, newPartnersMax }])];
    }
    case "DEFAULT_CEILING":
      return [call("clearingHouse", "setDefaultCeiling", [decision.pointsPerResident])];
    case "ADD_PERIODS":
      return [call("clearingHouse", "addPeriods", [decision.startsAt.map((start) => BigInt(Math.floor(Date.parse(start) / 1000)))])];
    case "REPLACE_POLICY":
      // The new one first: at no moment does nobody hold the role.
      return [
        call("authority", "grantRole", [idOf(decision.role), decision.next]),
        call("authority", "revokeRole", [idOf(decision.role), decision.previous]),
      ];
    case "ALLOW_PAUSE_AGAIN":
      return [call("emergencyPause", "allowAgain", [])];
    case "LIFT_PAUSE":
      return [call("emergencyPause", "lift", [])];
  }
}

/** As the deployment plan founds a city; it becomes a member by the last call, once it can act. */
async function encodeAdmission(chain: Chain, admission: Admission): Promise<CouncilCall[]> {
  const call = callOf(chain);
  const { cityId, population, host, validator, administrator, service } = admission;
  const salt = admission.institutionSalt ?? randomBytes32();
  const authority = await chain.client.readContract({ ...chain.contract("institutionAccounts"), functionName: "predict", args: [salt] });
  const open = ({ account, signer }: Admission["service"]) =>
    call("accounts", "openFounding", [cityId, { account, kind: AccountKind.STAFF, signerKind: SignerKind.FULL, signer }]);
  const grant = (power: string, { account }: Admission["service"]) => call("authority", "grantFounding", [cityId, idOf(power), account]);
  return [
    call("participants", "addCity", [cityId, population, sha256(stringToBytes(host)), salt]),
    open(administrator),
    grant("ADMIN", administrator),
    open(service),
    grant("ENROL", service),
    grant("RELAY", service),
    call("consortium", "join", [{ cityId, authority, validator, population }]),
  ];
}

function callOf(chain: Chain) {
  return (contract: ContractName, functionName: string, args: readonly unknown[]): CouncilCall => {
    const { address, abi } = chain.contract(contract);
    const anyAbi: Abi = abi;
    return { target: address, data: encodeFunctionData({ abi: anyAbi, functionName, args: [...args] }) };
  };
}

/** The bytes32 under which the ledger knows a role or a power. */
function idOf(name: string): Hex {
  return keccak256(stringToBytes(name));
}
