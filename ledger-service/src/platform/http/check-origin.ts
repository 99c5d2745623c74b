import { timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { commonProblems } from "./common.problems.ts";
import type { HttpSession } from "./http-session.ts";

/**
 * What a state-changing request must show [S7]: JSON, our own origin, the session's anti-forgery token.
 * @throws Problem `media-type-refused`, `origin-refused`, `csrf-refused`
 */
export function checkStateChange(request: Request, session: HttpSession | undefined, origin: string): void {
  if (!/^application\/json(?:;|$)/i.test(request.get("content-type") ?? "")) throw commonProblems.of("media-type-refused");
  const givenOrigin = request.get("origin");
  const fetchSite = request.get("sec-fetch-site");
  if (givenOrigin !== origin) throw commonProblems.of("origin-refused");
  if (fetchSite !== undefined && fetchSite !== "same-origin") throw commonProblems.of("origin-refused");
  const token = request.get("x-maille-csrf") ?? "";
  if (session === undefined || !isSameText(token, session.csrfToken)) throw commonProblems.of("csrf-refused");
}

function isSameText(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left, "utf8");
  const rightBytes = Buffer.from(right, "utf8");
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
