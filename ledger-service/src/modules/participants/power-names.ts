import { keccak256, stringToBytes, type Hex } from "viem";
import { officerPowers, type OfficerPower } from "../../kernel/caller.ts";

/** The bytes32 under which the ledger knows a power. */
export function powerId(power: OfficerPower): Hex {
  return keccak256(stringToBytes(power));
}

const namesById = new Map<string, OfficerPower>(officerPowers.map((power) => [powerId(power), power]));

/** @returns undefined for ENROL, RELAY and unknown powers, which no person holds */
export function powerOfId(id: string): OfficerPower | undefined {
  return namesById.get(id);
}

/** As officers read them. */
export const powerNames: Readonly<Record<OfficerPower, { fr: string; en: string }>> = {
  ADMIN: { fr: "Administration", en: "Administration" },
  ACCREDIT: { fr: "Accréditation", en: "Accreditation" },
  PROGRAMME: { fr: "Programmes", en: "Programmes" },
  TREASURY: { fr: "Trésorerie", en: "Treasury" },
  AUDIT: { fr: "Audit", en: "Audit" },
  COUNCIL: { fr: "Conseil des villes", en: "Council of cities" },
};

export function powerOfName(name: string): OfficerPower | undefined {
  return officerPowers.find((power) => power === name);
}
