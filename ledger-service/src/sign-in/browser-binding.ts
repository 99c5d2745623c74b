import { parseCookie, stringifySetCookie } from "cookie";
import type { Request } from "express";
import { randomToken } from "../kernel/random-id.ts";
import { sessionHash } from "./session-store.ts";

const cookieName = "__Host-maille-sign-in";
/** As long as the challenge that it is bound to. */
const lifeSeconds = 300;

/** What binds the answer of the identity provider to the browser that asked [I1]. */
export interface BrowserBinding {
  /** Under which the challenge is kept. */
  readonly key: string;
  readonly setCookie: string;
}

/**
 * A cookie of its own, not the session's: a slow answer to the page that was left may still give this browser another
 * session while the person chooses who they are. A second window that starts to sign in keeps the first one's.
 */
export function bindBrowser(request: Request): BrowserBinding {
  const value = readCookie(request) ?? randomToken(32);
  const attributes = { path: "/", secure: true, httpOnly: true, sameSite: "lax", maxAge: lifeSeconds } as const;
  return { key: sessionHash(value), setCookie: stringifySetCookie({ ...attributes, name: cookieName, value }) };
}

/** @returns the key under which this browser's challenges are kept, undefined when it started none lately */
export function boundBrowser(request: Request): string | undefined {
  const value = readCookie(request);
  return value === undefined ? undefined : sessionHash(value);
}

function readCookie(request: Request): string | undefined {
  const value = parseCookie(request.headers.cookie ?? "")[cookieName];
  return value === undefined || value === "" ? undefined : value;
}
