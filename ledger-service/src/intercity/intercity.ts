import type { z } from "zod";
import type { JsonValue } from "../kernel/canonical-json.ts";
import type { Transaction } from "../platform/database/transaction.ts";

/** Requests to other cities, signed with this city's key. */
export interface Intercity {
  /**
   * Asks now and waits for the answer.
   * @throws Problem of the other city, or `city-unreachable`
   */
  ask<Answer extends z.ZodType>(cityId: number, name: string, body: JsonValue, answer: Answer): Promise<z.output<Answer>>;
  /** Leaves a message in the outbox: delivered once the transaction is committed, retried until it is received. */
  deliver(transaction: Transaction, cityId: number, name: string, body: JsonValue): Promise<void>;
}
