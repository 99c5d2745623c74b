import type { DataSource } from "typeorm";
import { z } from "zod";
import { Reply } from "../platform/http/reply.ts";
import { defineRoute, type Route, type RouteLimit } from "../platform/http/route.ts";
import type { SecurityLog } from "../platform/http/security-log.ts";
import { bindBrowser, boundBrowser } from "./browser-binding.ts";
import { keepChallenge, takeChallenge } from "./challenge-store.ts";
import { oidcCallbackPath, type OpenIdProvider } from "./open-id-provider.ts";
import type { PersonStore } from "./person-store.ts";
import type { SignInAs } from "./sign-in-as.ts";
import { signInProblems } from "./sign-in.problems.ts";
import type { Sessions } from "./sessions.ts";

export interface OidcRoutesParts {
  readonly database: DataSource;
  readonly provider: OpenIdProvider;
  readonly sessions: Sessions;
  readonly persons: PersonStore;
  readonly signInAs: SignInAs;
  readonly securityLog: SecurityLog;
  readonly origin: string;
  readonly limit: RouteLimit;
}

/** A path of this portal and nothing else: no other host can be reached through us. */
const returnToSchema = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[\w\-./?=&%#]*$/)
  .default("/");

const startQuerySchema = z.object({ returnTo: returnToSchema });
const callbackQuerySchema = z.looseObject({ state: z.string().min(1).max(200) });

export function oidcRoutes(parts: OidcRoutesParts): Route[] {
  return [startRoute(parts), callbackRoute(parts)];
}

function startRoute(parts: OidcRoutesParts): Route {
  return defineRoute({
    method: "GET",
    path: "/api/sign-in/oidc/start",
    summary: "Goes to the city's identity provider",
    access: "public",
    query: startQuerySchema,
    status: 302,
    limit: parts.limit,
    handle: async ({ request, query }) => {
      const { key, setCookie } = bindBrowser(request);
      const started = await parts.provider.start();
      await keepChallenge(parts.database.manager, {
        id: started.state,
        kind: "OIDC",
        boundTo: key,
        secret: { nonce: started.nonce, codeVerifier: started.codeVerifier, returnTo: query.returnTo },
      });
      return Reply.redirect(started.location, { "Set-Cookie": setCookie });
    },
  });
}

function callbackRoute(parts: OidcRoutesParts): Route {
  return defineRoute({
    method: "GET",
    path: oidcCallbackPath,
    summary: "Comes back from the city's identity provider",
    access: "public",
    query: callbackQuerySchema,
    status: 302,
    limit: parts.limit,
    handle: async ({ request, query }) => {
      const key = boundBrowser(request);
      if (key === undefined) throw signInProblems.of("sign-in-expired");
      const secret = await takeChallenge(parts.database.manager, { id: query.state, kind: "OIDC", boundTo: key });
      const { nonce, codeVerifier, returnTo } = secret ?? {};
      if (nonce === undefined || codeVerifier === undefined) throw signInProblems.of("sign-in-expired");
      const callbackUrl = new URL(request.originalUrl, parts.origin);
      try {
        const { identity, displayName } = await parts.provider.finish(callbackUrl, { state: query.state, nonce, codeVerifier });
        const personId = await parts.persons.signIn(parts.database.manager, identity, displayName);
        const session = await parts.sessions.open(request);
        const { cookie } = await parts.signInAs({ previousHash: session?.key, personId, method: "OIDC", address: request.ip });
        return Reply.redirect(returnTo ?? "/", { "Set-Cookie": cookie });
      } catch (error) {
        await parts.securityLog.record({ event: "SIGN_IN_REFUSED", address: request.ip, detail: { method: "OIDC" } });
        throw error;
      }
    },
  });
}
