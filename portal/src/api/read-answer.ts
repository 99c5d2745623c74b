import { requestJson } from "./request-json.ts";
import type { JsonRequest } from "./request-json.ts";

/**
 * The body of one answer of the city's own service. `Answer` is what the route's contract promises: the service
 * checks every answer against it before it is sent. Throws a `Problem` for a refusal.
 */
export async function readAnswer<Answer>(path: string, request: JsonRequest = {}): Promise<Answer> {
  return (await requestJson(path, request)).body as Answer;
}
