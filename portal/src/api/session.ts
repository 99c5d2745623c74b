import { queryOptions } from "@tanstack/react-query";
import { rememberAntiForgeryToken } from "./anti-forgery.ts";
import { optional, readBoolean, readList, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

export type Role = "resident" | "merchant" | "organization" | "municipality";

export type Session = {
  signedIn: boolean;
  displayName: string | undefined;
  roles: Role[];
  /** ISO instant; undefined when nobody is signed in. */
  expiresAt: string | undefined;
};

const ROLES: readonly string[] = ["resident", "merchant", "organization", "municipality"] satisfies Role[];

function isRole(value: string): value is Role {
  return ROLES.includes(value);
}

/** Reads the session and keeps its anti-forgery token. Roles this portal does not know are left out. */
export function readSession(body: unknown): Session {
  const session = readRecord(body, "session");
  rememberAntiForgeryToken(optional(session.csrfToken, "session.csrfToken", readString));
  return {
    signedIn: readBoolean(session.signedIn, "session.signedIn"),
    displayName: optional(session.displayName, "session.displayName", readString),
    roles: readList(session.roles ?? [], "session.roles", readString).filter(isRole),
    expiresAt: optional(session.expiresAt, "session.expiresAt", readString),
  };
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }) => readSession((await requestJson("/api/session", { signal })).body),
  staleTime: 60_000,
});

export async function signOut(): Promise<void> {
  await requestJson("/api/session", { method: "DELETE" });
}
