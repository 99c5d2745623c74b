import express, { type Express, type Request, type RequestHandler, type Response } from "express";
import type { DataSource } from "typeorm";
import type { z } from "zod";
import { jsonText } from "../../kernel/canonical-json.ts";
import type { Semaphore } from "../../kernel/semaphore.ts";
import { answerAccess } from "./access.ts";
import { checkStateChange } from "./check-origin.ts";
import { commonProblems } from "./common.problems.ts";
import { fieldFaults } from "./field-faults.ts";
import type { HttpSession, HttpSessions } from "./http-session.ts";
import { idempotencyKeySchema, runOnce } from "./idempotency.ts";
import { limiter } from "./rate-limits.ts";
import { Reply } from "./reply.ts";
import type { Route, RouteInputs } from "./route.ts";
import type { SecurityEvent, SecurityLog } from "./security-log.ts";

export interface RouteParts {
  readonly database: DataSource;
  readonly sessions: HttpSessions;
  readonly securityLog: SecurityLog;
  /** This city's only origin. */
  readonly origin: string;
  /** An act holds a connection and may ask for a second: fewer run at once than there are connections. */
  readonly actSlots: Semaphore;
}

/** Puts one route of the table in the app: who, limits, anti-forgery, inputs, act, answer; in this order. */
export function mountRoute(app: Express, route: Route, parts: RouteParts): void {
  const path = route.path.replace(/\{(\w+)\}/g, ":$1");
  const sessionOf = new WeakMap<Request, HttpSession>();
  const handlers: RequestHandler[] = [
    async (request, _response, next) => {
      const session = await parts.sessions.read(request, true);
      if (session !== undefined) sessionOf.set(request, session);
      next();
    },
  ];
  if (route.limit !== undefined) {
    // Not waited for: the log has the event already, and a database that is out of reach must not end the process.
    const onLimited = (request: Request): void => {
      report(parts, route, "RATE_LIMITED", request, sessionOf.get(request)).catch(() => undefined);
    };
    handlers.push(limiter(route.limit, (request) => sessionOf.get(request)?.caller?.personId, onLimited));
  }
  handlers.push(async (request, _response, next) => {
    await checkRequest(route, parts, request, sessionOf.get(request));
    next();
  });
  if (route.method !== "GET") handlers.push(express.json({ limit: route.bodyLimit, strict: true }));
  handlers.push(async (request, response) => {
    await answer(route, parts, request, response, sessionOf.get(request));
  });
  register(app, route.method, path, handlers);
}

function register(app: Express, method: Route["method"], path: string, handlers: RequestHandler[]): void {
  switch (method) {
    case "GET":
      app.get(path, ...handlers);
      return;
    case "POST":
      app.post(path, ...handlers);
      return;
    case "PUT":
      app.put(path, ...handlers);
      return;
    case "DELETE":
      app.delete(path, ...handlers);
  }
}

async function checkRequest(route: Route, parts: RouteParts, request: Request, session: HttpSession | undefined) {
  const accessAnswer = answerAccess(route.access, session?.caller);
  if (accessAnswer === "SIGN_IN_NEEDED") throw commonProblems.of("sign-in-needed");
  if (route.method !== "GET") {
    try {
      checkStateChange(request, session, parts.origin);
    } catch (problem) {
      await report(parts, route, request.get("origin") === parts.origin ? "CSRF_REFUSED" : "ORIGIN_REFUSED", request, session);
      throw problem;
    }
  }
  if (accessAnswer === "ACTING_FOR_NEEDED") throw commonProblems.of("acting-for-needed");
  if (accessAnswer === "FORBIDDEN") {
    await report(parts, route, "AUTHORIZATION_REFUSED", request, session);
    throw commonProblems.of("forbidden");
  }
}

async function answer(
  route: Route,
  parts: RouteParts,
  request: Request,
  response: Response,
  session: HttpSession | undefined,
): Promise<void> {
  const inputs = {
    params: checked(route.params, request.params),
    query: checked(route.query, request.query),
    body: checked(route.body, request.body),
    caller: session?.caller,
    request,
  };
  if (!route.isAct) {
    send(response, route, await route.handle({ ...inputs, transaction: undefined, idempotencyKey: undefined }));
    return;
  }
  const key = idempotencyKeySchema.safeParse(request.get("idempotency-key"));
  if (!key.success) throw commonProblems.of("idempotency-key-needed");
  const owner = session?.caller?.personId ?? `session:${session?.key ?? ""}`;
  const sent: unknown = request.body;
  const claimed = { method: route.method, path: request.path, body: sent };
  const done = await parts.actSlots.run(() =>
    runOnce(parts.database, { owner, key: key.data, request: claimed }, (transaction) =>
      runAct(route, { ...inputs, transaction, idempotencyKey: key.data }),
    ),
  );
  if (done.isHit) response.setHeader("Idempotency-Hit", "true");
  const location = operationLocation(done.answer);
  if (location !== undefined) response.setHeader("Location", location);
  sendJson(response, done.status, done.answer);
}

async function runAct(route: Route, inputs: RouteInputs): Promise<{ status: number; answer: unknown }> {
  const result = await route.handle(inputs);
  // An act's answer is stored with it, so it is plain JSON whatever its status.
  if (result instanceof Reply) return { status: result.status, answer: result.body };
  return { status: route.status, answer: result };
}

function checked(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value ?? {});
  if (!result.success) throw commonProblems.of("input-refused", {}, fieldFaults(result.error));
  return result.data;
}

function send(response: Response, route: Route, result: unknown): void {
  if (result instanceof Reply) {
    response.status(result.status).set({ "Cache-Control": "no-store", ...result.headers });
    if (result.stream !== undefined) result.stream(response);
    else if (result.body === undefined) response.end();
    else if (typeof result.body === "string" || result.body instanceof Uint8Array) response.send(result.body);
    else response.type("application/json").send(jsonText(result.body));
    return;
  }
  sendJson(response, route.status, result);
}

function sendJson(response: Response, status: number, body: unknown): void {
  response.status(status).setHeader("Cache-Control", "no-store");
  if (status === 204 || body === undefined) response.end();
  else response.type("application/json").send(jsonText(body));
}

function operationLocation(body: unknown): string | undefined {
  if (body === null || typeof body !== "object" || !("operation" in body)) return undefined;
  const { operation } = body;
  if (operation === null || typeof operation !== "object" || !("id" in operation)) return undefined;
  return `/api/operations/${String(operation.id)}`;
}

async function report(parts: RouteParts, route: Route, event: SecurityEvent, request: Request, session: HttpSession | undefined) {
  await parts.securityLog.record({ event, route: route.path, personId: session?.caller?.personId, address: request.ip });
}
