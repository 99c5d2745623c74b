import { antiForgeryHeader } from "./anti-forgery.ts";
import { networkProblem, parseProblem } from "./problem.ts";

export type JsonRequest = { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal };

/**
 * One exchange with the city's own service, for the few addresses the portal needs before anything else
 * (session, city, operations). Throws a `Problem` for a refusal or a silent network.
 */
export async function requestJson(path: string, { method = "GET", body, headers = {}, signal }: JsonRequest = {}): Promise<{ body: unknown; response: Response }> {
  // A change is always JSON, even an empty one: the service refuses any other kind [S7].
  const sent = body === undefined && method !== "GET" ? {} : body;
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", "Accept-Language": "fr-CA", ...(sent === undefined ? {} : { "Content-Type": "application/json" }), ...antiForgeryHeader(method), ...headers },
  };
  if (sent !== undefined) init.body = JSON.stringify(sent);
  if (signal) init.signal = signal;
  const response = await fetch(path, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw networkProblem(error);
  });
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw parseProblem(response.status, answer);
  return { body: answer, response };
}
