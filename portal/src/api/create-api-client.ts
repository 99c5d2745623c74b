import createClient from "openapi-fetch";
import type { Client, Middleware } from "openapi-fetch";
import { antiForgeryHeader } from "./anti-forgery.ts";
import { networkProblem, parseProblem } from "./problem.ts";

const guard: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(antiForgeryHeader(request.method))) request.headers.set(name, value);
    request.headers.set("Accept-Language", "fr-CA");
    if (request.method === "GET" || request.headers.has("Content-Type")) return request;
    // A change is always JSON, even an empty one: the service refuses any other kind [S7].
    request.headers.set("Content-Type", "application/json");
    return new Request(request, { body: "{}" });
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    throw parseProblem(response.status, await response.json().catch(() => undefined));
  },
  onError({ error }) {
    return networkProblem(error);
  },
};

/**
 * The typed client of a city's own service. `Paths` is the generated `paths` of its OpenAPI document.
 * Every refusal is thrown as a `Problem`; use `dataOf` for the body.
 */
export function createApiClient<Paths extends object>(options: { baseUrl?: string; fetch?: typeof globalThis.fetch } = {}): Client<Paths> {
  const client = createClient<Paths>({
    baseUrl: options.baseUrl ?? "/",
    credentials: "same-origin",
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  client.use(guard);
  return client;
}

/** The body of a typed answer. A success without the body its contract promises is thrown as a `Problem`. */
export function dataOf<Data>(answer: { data?: Data; response: Response }): NonNullable<Data> {
  if (answer.data === undefined || answer.data === null) throw parseProblem(answer.response.status, undefined);
  return answer.data;
}
