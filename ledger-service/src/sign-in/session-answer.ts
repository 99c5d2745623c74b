import type { SessionAnswer, SessionFrame } from "./session.schemas.ts";
import type { OpenSession } from "./sessions.ts";

/** What the page learns of its session: never the id, which stays in the cookie. */
export function sessionAnswer(frame: SessionFrame, session: OpenSession): SessionAnswer {
  const { caller, standing, row } = session;
  if (caller === undefined || standing === undefined) return { ...frame, csrfToken: session.csrfToken, person: null };
  return {
    ...frame,
    csrfToken: session.csrfToken,
    person: {
      personId: caller.personId,
      displayName: caller.displayName,
      signInMethod: caller.signInMethod,
      isEnrolled: standing.isEnrolled,
      account: caller.account,
      roles: caller.roles.map((role) => ({ ...role, powers: role.powers === undefined ? undefined : [...role.powers] })),
      actingFor: caller.actingFor,
      idleExpiresAt: session.idleEndsAt.toISOString(),
      absoluteExpiresAt: row.absolute_ends_at.toISOString(),
    },
  };
}
