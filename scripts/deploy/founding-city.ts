import { type Address, type Hex, sha256, stringToBytes } from "viem";
import { type PlanStep, send } from "./plan-steps.ts";
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
  readonly officers: readonly FoundingOfficer[];
  readonly service: FoundingOfficer;
}

const STAFF = 2; // AccountKind
const FULL = 1; // SignerKind

/** SHA-256 of the host, as authenticators write it in authenticatorData (WebAuthn §6.1). */
export const rpIdHashOf = (host: string): Hex => sha256(stringToBytes(host));

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
