import { keccak256, stringToBytes } from "viem";
import { numberText } from "../../kernel/number-text.ts";
import { contractNames, type ContractAddresses } from "../../platform/chain/contract-abis.ts";
import { isHexBytes, sameHex } from "../../kernel/hex.ts";

/** Names for what calls carry: cities, contracts, roles. */
export interface WordsOf {
  city(cityId: unknown): string;
  address(address: unknown): string;
}

export function createCallWords(contracts: ContractAddresses, nameOfCity: (cityId: number) => string | undefined): WordsOf {
  return {
    city: (cityId) => nameOfCity(Number(cityId)) ?? `ville nº ${Number(cityId)}`,
    address: (address) => {
      const name = typeof address === "string" ? contractNames.find((one) => sameHex(contracts[one], address)) : undefined;
      return name === undefined ? String(address) : `${name} (${String(address)})`;
    },
  };
}

const roleNames = ["CONSORTIUM", "MOVER", "SHEETS", "DESK", "DOOR", "REGISTRAR", "ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL", "ENROL", "RELAY"];
const nameOfId = new Map<string, string>(roleNames.map((name) => [keccak256(stringToBytes(name)), name]));

/** The name of a role or power, or its bytes. */
export function roleText(id: unknown): string {
  return nameOfId.get(String(id)) ?? String(id);
}

/** An argument as it is, exactly: amounts grouped, structs field by field, bytes in full. */
export function argumentText(words: WordsOf, type: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => argumentText(words, type.replace(/\[\]$/, ""), item)).join(", ");
  if (typeof value === "bigint" || typeof value === "number") return numberText(value);
  if (type === "address") return words.address(value);
  if (type === "bytes32" && isHexBytes(value)) return roleText(value);
  if (value !== null && typeof value === "object") {
    return Object.entries(value).map(([name, item]) => `${name} = ${plainText(item)}`).join(", ");
  }
  return String(value);
}

function plainText(value: unknown): string {
  return typeof value === "bigint" || typeof value === "number" ? numberText(value) : String(value);
}
