import type { DataSource } from "typeorm";
import { z } from "zod";
import { address } from "../platform/http/wire-schemas.ts";
import { commonProblems } from "../platform/http/common.problems.ts";
import type { LiveEventHub } from "../platform/http/live-event-hub.ts";
import { Reply } from "../platform/http/reply.ts";
import { defineRoute, type Route } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import type { People } from "./people.ts";
import { sessionAnswer } from "./session-answer.ts";
import { sessionSchema, type SessionFrame } from "./session.schemas.ts";
import { endSession, openUnsignedSession, setActingFor } from "./session-store.ts";
import type { OpenSession, Sessions } from "./sessions.ts";
import { signInProblems } from "./sign-in.problems.ts";

export interface SessionRoutesParts {
  readonly database: DataSource;
  readonly sessions: Sessions;
  readonly people: People;
  readonly securityLog: SecurityLog;
  readonly frame: SessionFrame;
  readonly liveEvents: LiveEventHub;
}

const actingForBodySchema = z.object({ institution: address.nullable() });

export function sessionRoutes(parts: SessionRoutesParts): Route[] {
  return [readSessionRoute(parts), endSessionRoute(parts), actingForRoute(parts), liveEventsRoute(parts)];
}

function readSessionRoute(parts: SessionRoutesParts): Route {
  return defineRoute({
    method: "GET",
    path: "/api/session",
    summary: "The city, the network, the anti-forgery token and who is signed in",
    access: "public",
    answer: sessionSchema,
    handle: async ({ request }) => {
      const session = await parts.sessions.open(request);
      if (session !== undefined) return sessionAnswer(parts.frame, session);
      // A cookie for a browser that has none, so that a sign-in can be bound to it; nothing else changes.
      const sessionId = await openUnsignedSession(parts.database.manager);
      const opened = await parts.sessions.openId(sessionId);
      if (opened === undefined) throw signInProblems.of("sign-in-expired");
      return new Reply(200, {
        headers: { "Set-Cookie": parts.sessions.cookieFor(sessionId) },
        body: sessionAnswer(parts.frame, opened),
      });
    },
  });
}

function endSessionRoute(parts: SessionRoutesParts): Route {
  return defineRoute({
    method: "DELETE",
    path: "/api/session",
    summary: "Signs out everywhere",
    access: "public",
    handle: async ({ request, caller }) => {
      const session = await parts.sessions.open(request);
      if (session !== undefined) await endSession(parts.database.manager, session.key);
      if (caller !== undefined) {
        await parts.people.endSessions(parts.database.manager, caller.personId);
        await parts.securityLog.record({ event: "SIGNED_OUT", personId: caller.personId });
      }
      // Storage stays: this device's key lives there and is the person's.
      return new Reply(204, { headers: { "Set-Cookie": parts.sessions.clearedCookie(), "Clear-Site-Data": '"cache"' } });
    },
  });
}

function actingForRoute(parts: SessionRoutesParts): Route {
  return defineRoute({
    method: "POST",
    path: "/api/session/acting-for",
    summary: "Acts for an institution, or for oneself again",
    access: "session",
    body: actingForBodySchema,
    answer: sessionSchema,
    problems: ["institution-not-yours"],
    handle: async ({ request, caller, body }) => {
      const session = await parts.sessions.open(request);
      if (session === undefined) throw commonProblems.of("sign-in-needed");
      const role = caller.roles.find((held) => body.institution !== null && held.institution === body.institution);
      if (body.institution !== null && role === undefined) throw signInProblems.of("institution-not-yours");
      const acting = role?.institution === undefined ? undefined : { institution: role.institution, kind: role.kind };
      await setActingFor(parts.database.manager, session.key, acting);
      await parts.securityLog.record({ event: "ACTING_FOR", personId: caller.personId, detail: { kind: acting?.kind ?? "NONE" } });
      return sessionAnswer(parts.frame, await reopened(parts, request));
    },
  });
}

function liveEventsRoute(parts: SessionRoutesParts): Route {
  return defineRoute({
    method: "GET",
    path: "/api/events",
    summary: "Live updates (server-sent events)",
    access: "public",
    answerMediaTypes: ["text/event-stream"],
    status: 200,
    handle: async ({ request, caller }) =>
      new Reply(200, {
        headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-cache", "X-Accel-Buffering": "no" },
        stream: (response) =>
          parts.liveEvents.open(response, caller, async () => {
            const session = await parts.sessions.read(request, false);
            if (session === undefined) return caller === undefined ? undefined : null;
            return session.caller ?? (caller === undefined ? undefined : null);
          }),
      }),
  });
}

async function reopened(parts: SessionRoutesParts, request: Parameters<Sessions["open"]>[0]): Promise<OpenSession> {
  const session = await parts.sessions.open(request);
  if (session === undefined) throw commonProblems.of("sign-in-needed");
  return session;
}
