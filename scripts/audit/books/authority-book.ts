import { type Address, encodeAbiParameters, type Hex, keccak256, stringToBytes } from "viem";
import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Place } from "../ledger-event.ts";
import type { Book } from "./book.ts";

/** Powers of officers, as `values/Powers.sol` names them. */
export const POWERS = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "ENROL", "RELAY", "COUNCIL"] as const;
export type Power = (typeof POWERS)[number];

/** Roles of contracts, as `values/Powers.sol` names them. */
const ROLES = ["CONSORTIUM", "MOVER", "SHEETS", "DESK", "DOOR", "REGISTRAR"] as const;

const idOf = (name: string): Hex => keccak256(stringToBytes(name));
const powerNames = new Map<string, Power>(POWERS.map((name) => [idOf(name), name]));
const roleNames = new Map<string, string>([...ROLES.map((name): [string, string] => [idOf(name), name]), [`0x${"00".repeat(32)}`, "DEFAULT_ADMIN"]]);

/** A power or a role held from one block to another; `untilBlock` undefined: still. */
export interface Tenure {
  readonly cityId: number; // 0: a contract's role
  readonly power: string;
  readonly holder: Address;
  readonly fromBlock: number;
  readonly approver: Address | undefined;
  untilBlock: number | undefined;
}

export interface AuthorityBook extends Book {
  readonly tenures: readonly Tenure[];
  /** Counts a municipal act: its officer must hold the power at that moment, with an active staff account of that city. */
  requirePower(cityId: number, power: Power | readonly Power[], officer: Address, at: Place): void;
  /** What `accounts` says of an officer's account. */
  standing(officer: Address, cityId: number, isActive: boolean): void;
  /** Whether the deployer has handed over: from then on only the timelock changes common rules. */
  isHandedOver(): boolean;
}

/** Who held which power when, and that every act's officer held it. */
export function authorityBook(): AuthorityBook {
  const acts = new Check("acts-authorized", { fr: "Chaque acte municipal porte un agent qui avait le pouvoir à ce bloc", en: "Each municipal act's officer held the power at that block" });
  const grants = new Check("grants-by-admin", { fr: "Chaque pouvoir est donné ou retiré par un ADMIN de la ville, ou par le conseil", en: "Each power is granted or withdrawn by an ADMIN of the city, or by the council" });
  const compared = new Check("powers", { fr: "Pouvoirs recalculés et pouvoirs du contrat", en: "Recomputed powers and the contract's" });
  const tenures: Tenure[] = [];
  const current = new Map<string, Tenure>();
  const officers = new Map<Address, number>(); // active staff account → its city
  let isHandedOver = false;

  const keyOf = (cityId: number, power: string, holder: Address): string => `${cityId} ${power} ${holder}`;
  const holds = (cityId: number, power: string, holder: Address): boolean => current.has(keyOf(cityId, power, holder));
  const isConsortium = (holder: Address): boolean => holds(0, "CONSORTIUM", holder);

  function begin(cityId: number, power: string, holder: Address, approver: Address | undefined, at: Place): void {
    const key = keyOf(cityId, power, holder);
    if (current.has(key)) return; // granting again changes nothing
    const tenure = { cityId, power, holder, approver, fromBlock: at.blockNumber, untilBlock: undefined };
    tenures.push(tenure);
    current.set(key, tenure);
  }
  function end(cityId: number, power: string, holder: Address, at: Place): void {
    const key = keyOf(cityId, power, holder);
    const tenure = current.get(key);
    if (tenure !== undefined) tenure.untilBlock = at.blockNumber;
    current.delete(key);
  }
  function checkApprover(cityId: number, power: string, approver: Address, at: Place): void {
    const isAdmin = holds(cityId, "ADMIN", approver) && officers.get(approver) === cityId;
    grants.holds(isAdmin || isConsortium(approver), () => ({
      fr: `pouvoir ${power} de la ville ${cityId} changé par ${approver}`,
      en: `power ${power} of city ${cityId} changed by ${approver}`,
      expected: "ADMIN",
      found: "-",
    }), at);
  }

  return {
    tenures,
    checks: [acts, grants, compared],
    isHandedOver: () => isHandedOver,
    standing(officer, cityId, isActive) {
      if (isActive) officers.set(officer, cityId);
      else officers.delete(officer);
    },
    requirePower(cityId, power, officer, at) {
      const any = typeof power === "string" ? [power] : power;
      const isHeld = any.some((one) => holds(cityId, one, officer)) && officers.get(officer) === cityId;
      acts.holds(isHeld, () => ({
        fr: `acte de la ville ${cityId} signé par ${officer}`,
        en: `act of city ${cityId} signed by ${officer}`,
        expected: any.join(" | "),
        found: officers.get(officer) === cityId ? "sans ce pouvoir" : "sans compte d’agent actif",
      }), at);
    },
    listener: {
      authority: {
        PowerGranted({ cityId, power, officer, approver }, at) {
          const name = powerNames.get(power) ?? power;
          checkApprover(cityId, name, approver, at);
          begin(cityId, name, officer, approver, at);
        },
        PowerWithdrawn({ cityId, power, officer, approver }, at) {
          const name = powerNames.get(power) ?? power;
          checkApprover(cityId, name, approver, at);
          end(cityId, name, officer, at);
        },
        RoleGranted({ role, account }, at) {
          const name = roleNames.get(role); // a city's power has its own event
          if (name !== undefined) begin(0, name, account, undefined, at);
        },
        RoleRevoked({ role, account }, at) {
          const name = roleNames.get(role);
          if (name === undefined) return;
          end(0, name, account, at);
          if (name === "CONSORTIUM") isHandedOver = true;
        },
      },
    },
    compare: (reader) => comparePowers(compared, tenures, holds, reader),
  };
}

async function comparePowers(
  check: Check,
  tenures: readonly Tenure[],
  holds: (cityId: number, power: string, holder: Address) => boolean,
  reader: LedgerReader,
): Promise<void> {
  const distinct = [...new Map(tenures.map((tenure) => [`${tenure.cityId} ${tenure.power} ${tenure.holder}`, tenure])).values()];
  const answers = await reader.readAll("authority", "hasRole", distinct.map(({ cityId, power, holder }) => [roleOf(cityId, power), holder] as const));
  for (const [index, found] of answers.entries()) {
    const tenure = distinct[index];
    if (tenure === undefined) continue;
    check.equal(holds(tenure.cityId, tenure.power, tenure.holder), found, () => ({
      fr: `pouvoir ${tenure.power}, ville ${tenure.cityId}, détenu par ${tenure.holder}`,
      en: `power ${tenure.power}, city ${tenure.cityId}, held by ${tenure.holder}`,
    }));
  }
}

/** AccessControl's role: a city's power is keccak256(abi.encode(cityId, power)). */
function roleOf(cityId: number, power: string): Hex {
  const id: Hex = power.startsWith("0x") ? `0x${power.slice(2)}` : idOf(power); // a power that this audit has no name for
  if (cityId !== 0) return keccak256(encodeAbiParameters([{ type: "uint8" }, { type: "bytes32" }], [cityId, id]));
  return power === "DEFAULT_ADMIN" ? `0x${"00".repeat(32)}` : id;
}
