import { queryOptions } from "@tanstack/react-query";
import { rememberAntiForgeryToken } from "./anti-forgery.ts";
import { optional, readList, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

const ROLE_KINDS = ["RESIDENT", "CASHIER", "MERCHANT_OWNER", "COORDINATOR", "OFFICER", "AUDITOR"] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

/** `institution` for those who act for one, `powers` for officers and auditors. */
export type Role = { kind: RoleKind; institution: string | undefined; institutionName: string | undefined; powers: string[] };

export type ActingFor = { institution: string; institutionName: string; kind: RoleKind };

export type SignedInPerson = {
  displayName: string;
  signInMethod: string;
  /** The person's own account, once there is one. */
  account: string | undefined;
  roles: Role[];
  /** The institution of the present step-up. */
  actingFor: ActingFor | undefined;
};

export type Session = {
  /** Undefined when nobody is signed in. */
  person: SignedInPerson | undefined;
  /** ISO instant; undefined when nobody is signed in. */
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
      institution: optional(role.institution, `${at}.institution`, readString),
      institutionName: optional(role.institutionName, `${at}.institutionName`, readString),
      powers: optional(role.powers, `${at}.powers`, (list, where) => readList(list, where, readString)) ?? [],
    }];
  });
}

function readActingFor(value: unknown, place: string): ActingFor | undefined {
  const acting = readRecord(value, place);
  if (!isRoleKind(acting.kind)) return undefined;
  return { kind: acting.kind, institution: readString(acting.institution, `${place}.institution`), institutionName: readString(acting.institutionName, `${place}.institutionName`) };
}

function readPerson(value: unknown, place: string): SignedInPerson {
  const person = readRecord(value, place);
  return {
    displayName: readString(person.displayName, `${place}.displayName`),
    signInMethod: readString(person.signInMethod, `${place}.signInMethod`),
    account: optional(person.account, `${place}.account`, readString),
    roles: readRoles(person.roles, `${place}.roles`),
    actingFor: optional(person.actingFor, `${place}.actingFor`, readActingFor),
  };
}

/** Reads the session and keeps its anti-forgery token. */
export function readSession(body: unknown): Session {
  const session = readRecord(body, "session");
  rememberAntiForgeryToken(optional(session.csrfToken, "session.csrfToken", readString));
  return {
    person: optional(session.caller, "session.caller", readPerson),
    expiresAt: optional(session.expiresAt, "session.expiresAt", readString),
  };
}

export function hasRole(session: Session | undefined, kinds: readonly RoleKind[]): boolean {
  return session?.person?.roles.some((role) => kinds.includes(role.kind)) === true;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => readSession((await requestJson("/api/session", { signal })).body),
  staleTime: 60_000,
});

export async function signOut(): Promise<void> {
  await requestJson("/api/session", { method: "DELETE" });
}
