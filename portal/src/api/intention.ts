import type { Problem } from "./problem.ts";

/** One thing a person wants done, however many times it must be sent. */
export class Intention {
  readonly idempotencyKey = crypto.randomUUID();
  readonly #made = new Map<string, unknown>();

  /** Makes a thing at the first attempt and gives the same at each retry: a signature never comes out twice alike. */
  async once<Made>(name: string, make: () => Promise<Made>): Promise<Made> {
    if (!this.#made.has(name)) this.#made.set(name, await make());
    return this.#made.get(name) as Made;
  }
}

const UNAUTHENTICATED = 401;
const TIMED_OUT = 408;
const TOO_MANY = 429;

/**
 * Whether the service said no: nothing happened, and the next attempt is a new intention. A lost answer, a failing
 * service, a session that ended or a limit say nothing of the act itself.
 */
export function endsIntention({ status }: Pick<Problem, "status">): boolean {
  return status >= 400 && status < 500 && status !== UNAUTHENTICATED && status !== TIMED_OUT && status !== TOO_MANY;
}
