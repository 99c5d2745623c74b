import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { RoleNeed } from "./access.ts";
import { problemSchema } from "./problem.schemas.ts";
import type { Route } from "./route.ts";

/** OpenAPI 3.1 of a route table: the zod schemas are the one source. */
export function openApiOf(routes: readonly Route[]) {
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Maille : service d’une ville", version: "1.0.0", description: "Errors are RFC 9457 problems with a closed list of codes." },
    servers: [{ url: "/" }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "__Host-maille" } },
    },
  });
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operationOf(route);
    paths[route.path] = operations;
  }
  return paths;
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  return {
    summary: route.summary,
    tags: [tagOf(route.path)],
    ...(route.access === "public" ? { security: [] } : { security: [{ session: [] }] }),
    "x-access": accessText(route),
    "x-problems": [...route.problems],
    requestParams: {
      ...(isObject(route.params) ? { path: route.params } : {}),
      ...(isObject(route.query) ? { query: route.query } : {}),
      ...(route.method === "GET" ? {} : { header: headersOf(route) }),
    },
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: route.body } } } }),
    responses: {
      [String(route.status)]: answerOf(route),
      default: { description: "Problem", content: { "application/problem+json": { schema: problemSchema } } },
    },
  };
}

function answerOf(route: Route) {
  const schema = route.answer;
  if (schema === undefined && !route.answerMediaTypes.some((type) => type !== "application/json")) return { description: "Done" };
  const content = Object.fromEntries(
    route.answerMediaTypes.map((type) => [type, { schema: type === "application/json" && schema !== undefined ? schema : z.string() }]),
  );
  return { description: "Answer", content };
}

function headersOf(route: Route) {
  const csrf = { "X-Maille-Csrf": z.string() };
  return route.isAct ? z.object({ ...csrf, "Idempotency-Key": z.uuid() }) : z.object(csrf);
}

function accessText(route: Route): string {
  const { access } = route;
  if (access === "public" || access === "session") return access;
  const needs = "role" in access ? [access] : access;
  return needs.map(needText).join(" or ");
}

function needText(need: RoleNeed): string {
  return need.powers === undefined ? need.role : `${need.role} (${need.powers.join(" or ")})`;
}

function tagOf(path: string): string {
  return path.split("/")[2] ?? "api";
}

function isObject(schema: z.ZodType | undefined): schema is z.ZodObject {
  return schema instanceof z.ZodObject;
}
