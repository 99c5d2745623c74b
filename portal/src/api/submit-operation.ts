import { cityEvents } from "./city-events.ts";
import { followOperation, readOperation, sleep } from "./follow-operation.ts";
import type { Operation } from "./follow-operation.ts";
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

/** The address an accepted request is followed at: its `Location`, or else the operation in its body. */
export function operationLocation(response: Response, body: unknown): string {
  return response.headers.get("Location") ?? `/api/operations/${encodeURIComponent(readOperation(body).id)}`;
}

/** Sends an act that is done when it is answered (no ledger behind it). Throws a `Problem`. */
export async function submitAct<Answer>({ path, body, idempotencyKey, method = "POST" }: Submission): Promise<Answer> {
  return (await requestJson(path, { method, body, headers: { [IDEMPOTENCY_HEADER]: idempotencyKey } })).body as Answer;
}

/** Sends an act and follows it until the index shows it. Throws a `Problem` when it is refused or fails. */
export async function submitOperation({ path, body, idempotencyKey, method = "POST", signal, onStatus }: Submission): Promise<Operation> {
  const common = signal ? { signal } : {};
  const { response, body: answer } = await requestJson(path, { method, body, headers: { [IDEMPOTENCY_HEADER]: idempotencyKey }, ...common });
  return followOperation(operationLocation(response, answer), { ...common, ...(onStatus ? { onStatus } : {}), wait: waitForNews });
}
