import { parseCookie, stringifySetCookie } from "cookie";
import type { Request } from "express";
import type { DataSource } from "typeorm";
import type { Caller, Role } from "../kernel/caller.ts";
import type { HttpSession, HttpSessions } from "../platform/http/http-session.ts";
import type { PersonStore } from "./person-store.ts";
import { csrfTokenOf, readSession, residentIdleMs, sessionHash, staffIdleMs, touchSession, type SessionRow } from "./session-store.ts";
import type { Standing, Standings } from "./standing.ts";

/** `__Host-`: this host only, whole path, https (or localhost) only [S5]. */
const cookieName = "__Host-maille";

/** A session as the sign-in routes see it. */
export interface OpenSession extends HttpSession {
  readonly row: SessionRow;
  readonly standing: Standing | undefined;
  readonly idleEndsAt: Date;
}

export interface Sessions extends HttpSessions {
  open(request: Request): Promise<OpenSession | undefined>;
  /** Same, for an id that the cookie does not hold yet. */
  openId(sessionId: string): Promise<OpenSession | undefined>;
  cookieFor(sessionId: string): string;
  clearedCookie(): string;
}

export function createSessions(parts: { database: DataSource; persons: PersonStore; standings: Standings }): Sessions {
  const { manager } = parts.database;
  const attributes = { path: "/", secure: true, httpOnly: true, sameSite: "lax" } as const;

  async function openId(sessionId: string): Promise<OpenSession | undefined> {
    const key = sessionHash(sessionId);
    const row = await readSession(manager, key);
    if (row === undefined) return undefined;
    const csrfToken = csrfTokenOf(sessionId);
    if (row.person_id === null) {
      return { key, csrfToken, row, caller: undefined, standing: undefined, idleEndsAt: idleEnd(row, residentIdleMs) };
    }
    const standing = await parts.standings.standingOf(row.person_id, row.ledger_account ?? undefined);
    const idleEndsAt = idleEnd(row, isStaff(standing.roles) ? staffIdleMs : residentIdleMs);
    if (idleEndsAt.getTime() <= Date.now()) return undefined;
    const displayName = await parts.persons.displayNameOf(row.person_id);
    return { key, csrfToken, row, standing, idleEndsAt, caller: callerOf(row, row.person_id, standing, displayName ?? "") };
  }

  const open = async (request: Request): Promise<OpenSession | undefined> => {
    const sessionId = parseCookie(request.headers.cookie ?? "")[cookieName];
    return sessionId === undefined ? undefined : openId(sessionId);
  };

  return {
    open,
    openId,
    async read(request, touch) {
      const session = await open(request);
      if (session !== undefined && touch) await touchSession(manager, session.key);
      return session;
    },
    cookieFor: (sessionId) => stringifySetCookie({ ...attributes, name: cookieName, value: sessionId }),
    clearedCookie: () => stringifySetCookie({ ...attributes, name: cookieName, value: "", maxAge: 0 }),
  };
}

function idleEnd(row: SessionRow, idleMs: number): Date {
  return new Date(row.last_seen_at.getTime() + idleMs);
}

function isStaff(roles: readonly Role[]): boolean {
  return roles.some((role) => role.kind !== "RESIDENT");
}

/** The step-up lasts while the role that allowed it does. */
function callerOf(row: SessionRow, personId: string, standing: Standing, displayName: string): Caller {
  const actingRole = standing.roles.find((role) => role.institution === row.acting_for && role.kind === row.acting_kind);
  const actingFor =
    row.acting_for === null || actingRole === undefined
      ? undefined
      : { institution: row.acting_for, institutionName: actingRole.institutionName ?? "", kind: actingRole.kind };
  return {
    personId,
    displayName,
    signInMethod: row.sign_in_method ?? "OIDC",
    signedInAt: row.signed_in_at ?? new Date(0),
    account: standing.account,
    roles: standing.roles,
    actingFor,
  };
}
