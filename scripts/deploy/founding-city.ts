import { type Address, type Hex, keccak256, sha256, slice, stringToBytes } from "viem";
import { institutionOf, type PlanArgument, type PlanStep, send } from "./plan-steps.ts";
import { type PowerName, powerId } from "./power-names.ts";

/** An officer, or the city's service, with the wallet or passkey that signs for it. */
export interface FoundingOfficer {
  /** Random: the account says nothing of the person [X4]. */
  readonly account: Address;
  /** ERC-7913 bytes of a FULL signer: 20 bytes of a wallet, or a passkey of this city. */
  readonly signer: Hex;
  readonly powers: readonly PowerName[];
}

export interface FoundingCity {
  /** 1–255: also the token id of its points. */
  readonly id: number;
  readonly population: number;
  /** Exact host of its portal, the only relying party of its passkeys [W2]. No scheme, no port. */
  readonly rpIdHost: string;
  /** Random: gives the address of the city's own institution. */
  readonly institutionSalt: Hex;
  /** Address of its node's key, which seals blocks. */
  readonly validator: Address;
  readonly officers: readonly FoundingOfficer[];
  readonly service: FoundingOfficer;
}

const STAFF = 2; // AccountKind
const FULL = 1; // SignerKind

/** SHA-256 of the host, as authenticators write it in authenticatorData (WebAuthn §6.1). */
export const rpIdHashOf = (host: string): Hex => sha256(stringToBytes(host));

/**
 * The validator of a city on a chain that no city seals (the embedded node, tests): an address drawn from a hash, of
 * which nobody has the key. A network of real nodes gives each city the address of its node's key instead.
 */
export const validatorWithoutNode = (cityId: number): Address =>
  slice(keccak256(stringToBytes(`validator of city ${cityId}, without a node`)), 12);

/** A city as the consortium counts it: its own institution stands for it on the ledger. */
export const foundingMember = (city: FoundingCity): PlanArgument => ({
  cityId: city.id,
  authority: institutionOf(city.institutionSalt),
  validator: city.validator,
  population: city.population,
});

const foundOfficer = (cityId: number, officer: FoundingOfficer): PlanStep[] => [
  send("accounts", "openFounding", [
    cityId,
    { account: officer.account, kind: STAFF, signerKind: FULL, signer: officer.signer },
  ]),
  ...officer.powers.map((power) => send("authority", "grantFounding", [cityId, powerId(power), officer.account])),
];

/** A city enters with its institution, its first officers and its service; everything later is signed by them. */
export function foundCity(city: FoundingCity): PlanStep[] {
  return [
    send("participants", "addCity", [city.id, city.population, rpIdHashOf(city.rpIdHost), city.institutionSalt]),
    ...[...city.officers, city.service].flatMap((officer) => foundOfficer(city.id, officer)),
  ];
}
