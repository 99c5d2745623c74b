import type { Request, RequestHandler } from "express";
import type { Logger } from "../logging/logger.ts";

/** One line a request: method, the route's template (never the URL [S12]), status, time. */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAtMs = performance.now();
    response.on("finish", () => {
      logger.debug(
        {
          method: request.method,
          route: templateOf(request),
          status: response.statusCode,
          tookMs: Math.round(performance.now() - startedAtMs),
        },
        "request",
      );
    });
    next();
  };
}

function templateOf(request: Request): string {
  const route: unknown = request.route;
  if (route !== null && typeof route === "object" && "path" in route) return String(route.path);
  return "(none)";
}
