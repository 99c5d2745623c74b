import type { z } from "zod";
import type { JsonValue } from "../kernel/canonical-json.ts";
import type { Transaction } from "../platform/database/transaction.ts";

/** One thing another city may ask of this one, at POST /intercity/<name>. */
export interface IntercityHandler {
  readonly name: string;
  readonly body: z.ZodType;
  readonly handle: (fromCityId: number, body: unknown, transaction: Transaction) => Promise<JsonValue>;
}

/**
 * `handle` runs in the transaction that stores its answer under the request's id: asked twice, it acts once.
 * A Problem it throws is sent back as such.
 */
export function defineIntercityHandler<Body extends z.ZodType>(handler: {
  name: string;
  body: Body;
  handle: (fromCityId: number, body: z.output<Body>, transaction: Transaction) => Promise<JsonValue>;
}): IntercityHandler {
  return {
    name: handler.name,
    body: handler.body,
    // The door parses with this handler's own schema before it calls.
    handle: (fromCityId, body, transaction) => handler.handle(fromCityId, body as z.output<Body>, transaction),
  };
}
