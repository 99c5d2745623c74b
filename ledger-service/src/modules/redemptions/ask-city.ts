import type { DataSource } from "typeorm";
import type { z } from "zod";
import type { JsonValue } from "../../kernel/canonical-json.ts";
import type { IntercityHandler } from "../../intercity/intercity-handler.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { inTransaction } from "../../platform/database/transaction.ts";

/** Asks the service of a city, which may be this one: a payment at home takes the same path as one abroad. */
export interface AskCity {
  <Answer extends z.ZodType>(cityId: number, name: string, body: JsonValue, answer: Answer): Promise<z.output<Answer>>;
}

export function askCityWith(parts: {
  database: DataSource;
  intercity: Intercity;
  ownCityId: number;
  handlers: readonly IntercityHandler[];
}): AskCity {
  const byName = new Map(parts.handlers.map((handler) => [handler.name, handler]));
  return async (cityId, name, body, answer) => {
    if (cityId !== parts.ownCityId) return parts.intercity.ask(cityId, name, body, answer);
    const handler = byName.get(name);
    if (handler === undefined) throw new RangeError(`nothing answers ${name} here`);
    const reply = await inTransaction(parts.database, (transaction) =>
      handler.handle(cityId, handler.body.parse(body), transaction),
    );
    return answer.parse(reply);
  };
}
