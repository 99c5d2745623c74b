import express, { type Express, type Request, type RequestHandler } from "express";
import helmet from "helmet";
import type { Problem } from "../../kernel/problem.ts";
import type { Logger } from "../logging/logger.ts";
import { mountRoute, type RouteParts } from "./mount-route.ts";
import { notFoundMiddleware, problemMiddleware } from "./problem-middleware.ts";
import { addressLimit } from "./rate-limits.ts";
import { requestLog } from "./request-log.ts";
import type { Route } from "./route.ts";

export interface AppParts extends RouteParts {
  readonly logger: Logger;
  readonly isBehindProxy: boolean;
  readonly requestsPerMinute: number;
  readonly routes: readonly Route[];
  /** Doors without a session: health, directory, other cities; each guards itself. */
  readonly doors: readonly ((app: Express) => void)[];
  /** What a failure that is no Problem says to a person, where it has a sentence of its own. */
  readonly problemOfError?: (error: unknown) => Problem | undefined;
  /** Serves the portal, when this service does. */
  readonly portal?: RequestHandler;
}

/** One city's HTTP face, as a list in order. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple"); // [V4]
  app.set("trust proxy", parts.isBehindProxy ? 1 : false);
  app.use(securityHeaders(parts.origin));
  app.use(requestLog(parts.logger));
  const onLimited = (request: Request) => void parts.securityLog.record({ event: "RATE_LIMITED", address: request.ip });
  // Cities talk for all their people at once: their door is wider than a person's.
  app.use("/intercity", addressLimit(parts.requestsPerMinute * 10, onLimited));
  for (const door of parts.doors) door(app);
  app.use(addressLimit(parts.requestsPerMinute, onLimited));
  for (const route of parts.routes) mountRoute(app, route, parts);
  app.use("/api", notFoundMiddleware);
  if (parts.portal !== undefined) app.use(parts.portal);
  app.use(notFoundMiddleware);
  app.use(problemMiddleware(parts.logger, parts.problemOfError));
  return app;
}

/** No third-party code at a portal's origin [W13]. */
function securityHeaders(origin: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    strictTransportSecurity: origin.startsWith("https:") ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
}
