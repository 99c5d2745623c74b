import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { Problem } from "../../kernel/problem.ts";
import type { Logger } from "../logging/logger.ts";
import { commonProblems } from "./common.problems.ts";

/** The last handler: every error leaves as problem+json; what is not a Problem becomes one fixed sentence. */
/** @param problemOfError what else has a sentence of its own, such as a ledger out of reach */
export function problemMiddleware(logger: Logger, problemOfError: (error: unknown) => Problem | undefined = () => undefined): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, asProblem(problemOfError(error) ?? error, logger));
  };
}

export const notFoundMiddleware: RequestHandler = (_request: Request, response: Response) => {
  sendProblem(response, commonProblems.of("not-found"));
};

export function sendProblem(response: Response, problem: Problem): void {
  const seconds = problem.values["seconds"];
  if (problem.status === 429 && seconds !== undefined) response.setHeader("Retry-After", String(seconds));
  response
    .status(problem.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problem.toDocument()));
}

function asProblem(error: unknown, logger: Logger): Problem {
  if (error instanceof Problem) {
    if (error.status >= 500) logger.error({ problem: error.code }, "problem");
    return error;
  }
  const kind = bodyParserKind(error);
  if (kind === "entity.too.large") return commonProblems.of("body-too-large");
  if (kind !== undefined) return commonProblems.of("body-unreadable");
  logger.error({ error }, "unexpected error");
  return commonProblems.of("internal-error");
}

function bodyParserKind(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("type" in error) || typeof error.type !== "string") return undefined;
  return error.type;
}
