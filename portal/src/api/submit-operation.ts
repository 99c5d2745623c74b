import { cityEvents } from "./city-events.ts";
import { followOperation, sleep } from "./follow-operation.ts";
import type { Operation } from "./follow-operation.ts";
import { Problem } from "./problem.ts";
import { requestJson } from "./request-json.ts";

export const IDEMPOTENCY_HEADER = "Idempotency-Key";

type Submission = {
  path: string;
  body: unknown;
  /** One per intention; the same for every retry of it. See `useSubmission`. */
  idempotencyKey: string;
  method?: "POST" | "PUT" | "DELETE";
  signal?: AbortSignal;
  onStatus?: (status: string) => void;
};

/** Waits for an event of the city or for `ms`, whichever comes first. */
function waitForNews(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let stop: () => void = () => undefined;
  const news = new Promise<void>((resolve) => {
    stop = cityEvents.listen("operation", () => resolve());
  });
  return Promise.race([news, sleep(ms, signal)]).finally(stop);
}

/** The address an accepted request is followed at. */
export function operationLocation(response: Response): string {
  const location = response.headers.get("Location");
  if (location === null) throw new Problem({ status: response.status, code: "unexpected-answer", title: "Le service a répondu autrement que prévu", detail: "Réessayez dans une minute. Si cela recommence, appelez le 311." });
  return location;
}

/** Sends an act and follows it until the index shows it. Throws a `Problem` when it is refused or fails. */
export async function submitOperation({ path, body, idempotencyKey, method = "POST", signal, onStatus }: Submission): Promise<Operation> {
  const common = signal ? { signal } : {};
  const { response } = await requestJson(path, { method, body, headers: { [IDEMPOTENCY_HEADER]: idempotencyKey }, ...common });
  return followOperation(operationLocation(response), { ...common, ...(onStatus ? { onStatus } : {}), wait: waitForNews });
}
