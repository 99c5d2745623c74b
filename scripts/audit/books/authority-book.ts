import { type Address, encodeAbiParameters, type Hex, keccak256, stringToBytes } from "viem";
import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";
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

const keyOf = (cityId: number, power: string, holder: Address): string => `${cityId} ${power} ${holder}`;

/** Who held which power when, and that every act's officer held it. */
export class AuthorityBook implements Book {
  readonly tenures: Tenure[] = [];
  readonly #acts = new Check("acts-authorized", { fr: "Chaque acte municipal porte un agent qui avait le pouvoir à ce bloc", en: "Each municipal act's officer held the power at that block" });
  readonly #grants = new Check("grants-by-admin", { fr: "Chaque pouvoir est donné ou retiré par un ADMIN de la ville, ou par le conseil", en: "Each power is granted or withdrawn by an ADMIN of the city, or by the council" });
  readonly #compared = new Check("powers", { fr: "Pouvoirs recalculés et pouvoirs du contrat", en: "Recomputed powers and the contract's" });
  readonly checks = [this.#acts, this.#grants, this.#compared];
  readonly #current = new Map<string, Tenure>();
  /** Active staff accounts, and their city. */
  readonly #officers = new Map<Address, number>();
  #isHandedOver = false;

  readonly listener: Listener = {
    authority: {
      PowerGranted: ({ cityId, power, officer, approver }, at) => {
        const name = powerNames.get(power) ?? power;
        this.#checkApprover(cityId, name, approver, at);
        this.#begin(cityId, name, officer, approver, at);
      },
      PowerWithdrawn: ({ cityId, power, officer, approver }, at) => {
        const name = powerNames.get(power) ?? power;
        this.#checkApprover(cityId, name, approver, at);
        this.#end(cityId, name, officer, at);
      },
      RoleGranted: ({ role, account }, at) => {
        const name = roleNames.get(role); // a city's power has its own event
        if (name !== undefined) this.#begin(0, name, account, undefined, at);
      },
      RoleRevoked: ({ role, account }, at) => {
        const name = roleNames.get(role);
        if (name === undefined) return;
        this.#end(0, name, account, at);
        if (name === "CONSORTIUM") this.#isHandedOver = true;
      },
    },
  };

  /** Whether the deployer has handed over: from then on only the timelock changes common rules. */
  get isHandedOver(): boolean {
    return this.#isHandedOver;
  }

  /** What `accounts` says of an officer's account. */
  standing(officer: Address, cityId: number, isActive: boolean): void {
    if (isActive) this.#officers.set(officer, cityId);
    else this.#officers.delete(officer);
  }

  /** Counts a municipal act: its officer must hold the power at that moment, with an active staff account of that city. */
  requirePower(cityId: number, power: Power | readonly Power[], officer: Address, at: Place): void {
    const any = typeof power === "string" ? [power] : power;
    const isOfficer = this.#officers.get(officer) === cityId;
    this.#acts.holds(isOfficer && any.some((one) => this.holds(cityId, one, officer)), () => ({
      fr: `acte de la ville ${cityId} signé par ${officer}`,
      en: `act of city ${cityId} signed by ${officer}`,
      expected: any.join(" | "),
      found: isOfficer ? "sans ce pouvoir" : "sans compte d’agent actif",
    }), at);
  }

  holds(cityId: number, power: string, holder: Address): boolean {
    return this.#current.has(keyOf(cityId, power, holder));
  }

  async compare(reader: LedgerReader): Promise<void> {
    const distinct = [...new Map(this.tenures.map((tenure) => [keyOf(tenure.cityId, tenure.power, tenure.holder), tenure])).values()];
    const answers = await reader.readAll("authority", "hasRole", distinct.map(({ cityId, power, holder }) => [roleOf(cityId, power), holder] as const));
    for (const [index, found] of answers.entries()) {
      const tenure = distinct[index];
      if (tenure === undefined) continue;
      this.#compared.equal(this.holds(tenure.cityId, tenure.power, tenure.holder), found, () => ({
        fr: `pouvoir ${tenure.power}, ville ${tenure.cityId}, détenu par ${tenure.holder}`,
        en: `power ${tenure.power}, city ${tenure.cityId}, held by ${tenure.holder}`,
      }));
    }
  }

  #begin(cityId: number, power: string, holder: Address, approver: Address | undefined, at: Place): void {
    const key = keyOf(cityId, power, holder);
    if (this.#current.has(key)) return; // granting again changes nothing
    const tenure = { cityId, power, holder, approver, fromBlock: at.blockNumber, untilBlock: undefined };
    this.tenures.push(tenure);
    this.#current.set(key, tenure);
  }

  #end(cityId: number, power: string, holder: Address, at: Place): void {
    const key = keyOf(cityId, power, holder);
    const tenure = this.#current.get(key);
    if (tenure !== undefined) tenure.untilBlock = at.blockNumber;
    this.#current.delete(key);
  }

  #checkApprover(cityId: number, power: string, approver: Address, at: Place): void {
    const isAdmin = this.holds(cityId, "ADMIN", approver) && this.#officers.get(approver) === cityId;
    this.#grants.holds(isAdmin || this.holds(0, "CONSORTIUM", approver), () => ({
      fr: `pouvoir ${power} de la ville ${cityId} changé par ${approver}`,
      en: `power ${power} of city ${cityId} changed by ${approver}`,
      expected: "ADMIN",
      found: "-",
    }), at);
  }
}

/** AccessControl's role: a city's power is keccak256(abi.encode(cityId, power)). */
function roleOf(cityId: number, power: string): Hex {
  const id: Hex = power.startsWith("0x") ? `0x${power.slice(2)}` : idOf(power); // a power that this audit has no name for
  if (cityId !== 0) return keccak256(encodeAbiParameters([{ type: "uint8" }, { type: "bytes32" }], [cityId, id]));
  return power === "DEFAULT_ADMIN" ? `0x${"00".repeat(32)}` : id;
}
