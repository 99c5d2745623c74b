import { parseProblem } from "./problem.ts";
import { optional, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

/** The states a request accepted by the service goes through. `indexed`: the chain has it and the index shows it. */
export type OperationState = "accepted" | "sent" | "sealed" | "indexed" | "failed";
export type Operation = { id: string; state: string; result: unknown };

const DELAYS_MS = [250, 400, 600, 1000, 1500, 2000] as const;

export type FollowOptions = {
  signal?: AbortSignal;
  onState?: (state: string) => void;
  /** Resolves when something may have changed, or after `ms`. Server-sent events may shorten it. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  read?: (location: string, signal: AbortSignal | undefined) => Promise<unknown>;
};

export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}

async function readOperation(location: string, signal: AbortSignal | undefined): Promise<unknown> {
  const answer = await requestJson(location, signal ? { signal } : {});
  return answer.body;
}

/**
 * Follows an accepted request (`202`, `Location`) until it is `indexed`, and gives it back with its result.
 * A `failed` operation is thrown as the `Problem` it carries. Never gives up by itself: the caller's signal
 * does, and the fact may still happen.
 */
export async function followOperation(location: string, { signal, onState, wait = sleep, read = readOperation }: FollowOptions = {}): Promise<Operation> {
  let seen: string | undefined;
  for (let turn = 0; ; turn++) {
    const body = readRecord(await read(location, signal), "operation");
    const state = readString(body.state, "operation.state");
    if (state !== seen) onState?.(state);
    seen = state;
    if (state === "failed") throw parseProblem(422, body.problem);
    if (state === "indexed") return { id: optional(body.id, "operation.id", readString) ?? "", state, result: body.result };
    await wait(DELAYS_MS[Math.min(turn, DELAYS_MS.length - 1)] ?? 2000, signal);
  }
}
