import { parseProblem } from "./problem.ts";
import { optional, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

/**
 * A request accepted by the service: accepted → sent → mined → indexed, or failed. `indexed`: the chain has it
 * and the index shows it; only then may a screen say that it is done.
 */
export type Operation = { id: string; act: string; status: string; resultIds: Record<string, string> };

const DELAYS_MS = [250, 400, 600, 1000, 1500, 2000] as const;
const LONGEST_DELAY_MS = 2000;

export type FollowOptions = {
  signal?: AbortSignal;
  onStatus?: (status: string) => void;
  /** Resolves when something may have changed, or after `ms`. Live events may shorten it. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  read?: (location: string, signal: AbortSignal | undefined) => Promise<unknown>;
};

/** What a caller gave as reason, as an error. */
function abortedBy(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException("Aborted", "AbortError");
}

export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortedBy(signal));
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(abortedBy(signal));
    }, { once: true });
  });
}

async function readLocation(location: string, signal: AbortSignal | undefined): Promise<unknown> {
  const answer = await requestJson(location, signal ? { signal } : {});
  return answer.body;
}

/** An operation alone or, as in the body of a 202, under `operation`. A failed one is thrown as its `Problem`. */
export function readOperation(body: unknown): Operation {
  const outer = readRecord(body, "answer");
  const operation = outer.operation === undefined ? outer : readRecord(outer.operation, "operation");
  const status = readString(operation.status, "operation.status");
  if (status === "failed") throw parseProblem(422, operation.problem);
  const ids = Object.entries(optional(operation.resultIds, "operation.resultIds", readRecord) ?? {});
  return {
    id: readString(operation.id, "operation.id"),
    act: readString(operation.act, "operation.act"),
    status,
    resultIds: Object.fromEntries(ids.map(([name, id]) => [name, readString(id, `operation.resultIds.${name}`)])),
  };
}

/**
 * Follows an accepted request (`202`, `Location`) until it is `indexed`. A failed one is thrown as the `Problem`
 * it carries. Never gives up by itself: the caller's signal does, and the fact may still happen.
 */
export async function followOperation(location: string, { signal, onStatus, wait = sleep, read = readLocation }: FollowOptions = {}): Promise<Operation> {
  let seen: string | undefined;
  for (let turn = 0; ; turn++) {
    const operation = readOperation(await read(location, signal));
    if (operation.status !== seen) onStatus?.(operation.status);
    seen = operation.status;
    if (operation.status === "indexed") return operation;
    await wait(DELAYS_MS[turn] ?? LONGEST_DELAY_MS, signal);
  }
}
