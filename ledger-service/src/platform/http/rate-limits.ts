import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { commonProblems } from "./common.problems.ts";
import type { RouteLimit } from "./route.ts";

/** All routes together, by address [S11]. */
export function addressLimit(perMinute: number, onLimited: (request: Request) => void): RequestHandler {
  return limiter({ count: perMinute, per: "minute", by: "address" }, () => undefined, onLimited);
}

/** One route's own limit. `personOf` names whoever is signed in. */
export function limiter(
  limit: RouteLimit,
  personOf: (request: Request) => string | undefined,
  onLimited: (request: Request) => void,
): RequestHandler {
  const windowMs = limit.per === "minute" ? 60_000 : 3_600_000;
  return rateLimit({
    windowMs,
    limit: limit.count,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request) => {
      const person = limit.by === "person" ? personOf(request) : undefined;
      return person === undefined ? `address:${ipKeyGenerator(request.ip ?? "")}` : `person:${person}`;
    },
    handler: (request, _response, next) => {
      onLimited(request);
      next(commonProblems.of("too-many-requests", { seconds: windowMs / 1000 }));
    },
  });
}
