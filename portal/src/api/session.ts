import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { rememberAntiForgeryToken } from "./anti-forgery.ts";
import { optional, readBoolean, readHex, readList, readNumber, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

const ROLE_KINDS = ["RESIDENT", "CASHIER", "MERCHANT_OWNER", "COORDINATOR", "OFFICER", "AUDITOR"] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

/** `institution` for those who act for one, `powers` for officers and auditors. */
export type Role = { kind: RoleKind; institution: Hex | undefined; institutionName: string | undefined; powers: string[] };

export type ActingFor = { institution: Hex; institutionName: string; kind: RoleKind };

export type SignedInPerson = {
  personId: string;
  displayName: string;
  signInMethod: string;
  /** Has a resident's account in this city. */
  isEnrolled: boolean;
  /** The person's own account, once there is one. Never shown. */
  account: Hex | undefined;
  roles: Role[];
  /** The institution of the present step-up. */
  actingFor: ActingFor | undefined;
};

/** The city that answers; `id` is its number on the ledger. */
export type OwnCity = { id: number; slug: string; name: string; phone: string };

/** The chain, where its contracts and key verifiers stand, and the relying party of this city's passkeys. */
export type Network = {
  chainId: number;
  genesisHash: Hex;
  /** « Registre d'essai »: its points have no value, and the cast has its keys. */
  isDemo: boolean;
  /** Pages carry the cities' seals; a chain that one computer keeps has none. */
  isSealed: boolean;
  contracts: Record<string, Hex>;
  passkeyVerifier: Hex;
  deviceKeyVerifier: Hex;
  rpId: string;
};

export type Session = {
  city: OwnCity;
  network: Network;
  /** Undefined when nobody is signed in. */
  person: SignedInPerson | undefined;
  /** ISO instant, the first of the two ends; undefined when nobody is signed in. */
  expiresAt: string | undefined;
};

function isRoleKind(value: unknown): value is RoleKind {
  return ROLE_KINDS.some((kind) => kind === value);
}

/** Roles this portal does not know are left out: they open nothing here. */
function readRoles(value: unknown, place: string): Role[] {
  return readList(value, place, readRecord).flatMap((role, index) => {
    const at = `${place}[${index}]`;
    if (!isRoleKind(role.kind)) return [];
    return [{
      kind: role.kind,
      institution: optional(role.institution, `${at}.institution`, readHex),
      institutionName: optional(role.institutionName, `${at}.institutionName`, readString),
      powers: optional(role.powers, `${at}.powers`, (list, where) => readList(list, where, readString)) ?? [],
    }];
  });
}

function readActingFor(value: unknown, place: string): ActingFor | undefined {
  const acting = readRecord(value, place);
  if (!isRoleKind(acting.kind)) return undefined;
  return { kind: acting.kind, institution: readHex(acting.institution, `${place}.institution`), institutionName: readString(acting.institutionName, `${place}.institutionName`) };
}

function readPerson(value: unknown, place: string): SignedInPerson {
  const person = readRecord(value, place);
  return {
    personId: readString(person.personId, `${place}.personId`),
    displayName: readString(person.displayName, `${place}.displayName`),
    signInMethod: readString(person.signInMethod, `${place}.signInMethod`),
    isEnrolled: readBoolean(person.isEnrolled, `${place}.isEnrolled`),
    account: optional(person.account, `${place}.account`, readHex),
    roles: readRoles(person.roles, `${place}.roles`),
    actingFor: optional(person.actingFor, `${place}.actingFor`, readActingFor),
  };
}

function readExpiry(value: unknown, place: string): string {
  const person = readRecord(value, place);
  const ends = [readString(person.idleExpiresAt, `${place}.idleExpiresAt`), readString(person.absoluteExpiresAt, `${place}.absoluteExpiresAt`)] as const;
  return Date.parse(ends[0]) < Date.parse(ends[1]) ? ends[0] : ends[1];
}

function readOwnCity(value: unknown, place: string): OwnCity {
  const city = readRecord(value, place);
  return { id: readNumber(city.id, `${place}.id`), slug: readString(city.slug, `${place}.slug`), name: readString(city.name, `${place}.name`), phone: readString(city.phone, `${place}.phone`) };
}

function readNetwork(value: unknown, place: string): Network {
  const network = readRecord(value, place);
  const contracts = Object.entries(readRecord(network.contracts, `${place}.contracts`));
  const verifiers = readRecord(network.verifiers, `${place}.verifiers`);
  return {
    chainId: readNumber(network.chainId, `${place}.chainId`),
    genesisHash: readHex(network.genesisHash, `${place}.genesisHash`),
    isDemo: readBoolean(network.isDemo, `${place}.isDemo`),
    isSealed: readBoolean(network.isSealed, `${place}.isSealed`),
    contracts: Object.fromEntries(contracts.map(([name, address]) => [name, readHex(address, `${place}.contracts.${name}`)])),
    passkeyVerifier: readHex(verifiers.cityPasskey, `${place}.verifiers.cityPasskey`),
    deviceKeyVerifier: readHex(verifiers.device, `${place}.verifiers.device`),
    rpId: readString(network.rpId, `${place}.rpId`),
  };
}

/** Reads the session and keeps its anti-forgery token. */
export function readSession(body: unknown): Session {
  const session = readRecord(body, "session");
  rememberAntiForgeryToken(optional(session.csrfToken, "session.csrfToken", readString));
  return {
    city: readOwnCity(session.city, "session.city"),
    network: readNetwork(session.network, "session.network"),
    person: optional(session.person, "session.person", readPerson),
    expiresAt: optional(session.person, "session.person", readExpiry),
  };
}

export function hasRole(session: Session | undefined, kinds: readonly RoleKind[]): boolean {
  return session?.person?.roles.some((role) => kinds.includes(role.kind)) === true;
}

/** The powers that the signed-in person holds in this city, as officer or auditor. */
export function powersOf(session: Session | undefined): ReadonlySet<string> {
  return new Set(session?.person?.roles.flatMap((role) => role.powers) ?? []);
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => readSession((await requestJson("/api/session", { signal })).body),
  staleTime: 60_000,
});

export async function signOut(): Promise<void> {
  await requestJson("/api/session", { method: "DELETE" });
}
