import type { Sentence } from "./audit-problem.ts";
import { AuditProblem } from "./audit-problem.ts";

/** The node answered, and refused: asking again the same way gives the same. */
export class RpcRefused extends Error {
  constructor(method: string, message: string) {
    super(`${method}: ${message}`);
    this.name = "RpcRefused";
  }
}

export interface RpcQuestion {
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface JsonRpc {
  /** @throws RpcRefused, or AuditProblem when the node cannot be reached */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Answers in the order of the questions, sent together where the node takes batches. */
  askAll(questions: readonly RpcQuestion[]): Promise<unknown[]>;
}

export interface RpcSettings {
  readonly url: string;
  /** Pauses before a repetition; as many repetitions as there are pauses. */
  readonly retryAfterMs?: readonly number[];
}

const TIMEOUT_MS = 60_000;
const RETRY_AFTER_MS = [250, 1_000, 3_000, 8_000];
/** Besu takes 1,024 calls a batch, some nodes far fewer. */
const BATCH = 100;

const unreachable = (url: string): Sentence => ({
  fr: `Le nœud ${url} ne répond pas. Vérifiez l’adresse donnée avec --rpc et que le nœud tourne, puis recommencez.`,
  en: `The node ${url} does not answer. Check the address given with --rpc and that the node runs, then try again.`,
});

/** JSON-RPC over HTTP with repetitions: nothing but questions that any node answers. */
export function jsonRpc({ url, retryAfterMs = RETRY_AFTER_MS }: RpcSettings): JsonRpc {
  let takesBatches = true;

  async function post(body: unknown): Promise<unknown> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const response = await fetch(url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const text = await response.text();
        if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`);
        return JSON.parse(text);
      } catch (cause) {
        const pauseMs = retryAfterMs[attempt];
        if (pauseMs === undefined) throw new AuditProblem(unreachable(url), { cause });
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  async function ask(method: string, params: readonly unknown[]): Promise<unknown> {
    return resultOf(method, await post({ jsonrpc: "2.0", id: 1, method, params }));
  }

  async function askBatch(questions: readonly RpcQuestion[]): Promise<unknown[]> {
    const answer = await post(questions.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params })));
    if (!Array.isArray(answer)) {
      takesBatches = false;
      return askEach(questions);
    }
    const byId = new Map<unknown, unknown>(answer.map((item: unknown) => [memberOf(item, "id"), item]));
    return questions.map(({ method }, id) => resultOf(method, byId.get(id)));
  }

  async function askEach(questions: readonly RpcQuestion[]): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (const { method, params } of questions) answers.push(await ask(method, params));
    return answers;
  }

  return {
    ask,
    async askAll(questions) {
      const answers: unknown[] = [];
      for (let from = 0; from < questions.length; from += BATCH) {
        const some = questions.slice(from, from + BATCH);
        answers.push(...(takesBatches ? await askBatch(some) : await askEach(some)));
      }
      return answers;
    },
  };
}

/** A member of what another program sent, whatever that is. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function resultOf(method: string, answer: unknown): unknown {
  const error = memberOf(answer, "error");
  if (error !== undefined && error !== null) throw new RpcRefused(method, String(memberOf(error, "message")));
  if (memberOf(answer, "id") === undefined) throw new RpcRefused(method, "no answer");
  return memberOf(answer, "result");
}
