import type { DataSource, EntityManager } from "typeorm";
import { z } from "zod";
import { jsonText, type JsonValue } from "../kernel/canonical-json.ts";
import { Problem } from "../kernel/problem.ts";
import { randomUUID } from "../kernel/random-id.ts";
import type { PersonalData } from "../platform/database/personal-data.ts";
import type { Job } from "../platform/job.ts";
import type { Logger } from "../platform/logging/logger.ts";
import { askCity, type AskParts } from "./ask-city.ts";

const deliverEveryMs = 400;
const batchMax = 20;
const backoffSecondsMax = 60;

const rowSchema = z.object({ jti: z.string(), to_city: z.number(), name: z.string(), body: z.string(), attempts: z.number() });

/** Messages may name people: they wait encrypted, and are emptied once delivered. */
export async function addToOutbox(
  manager: EntityManager,
  personalData: PersonalData,
  message: { cityId: number; name: string; body: JsonValue },
): Promise<void> {
  const jti = randomUUID();
  const body = personalData.seal({ table: "intercity_outbox", column: "body", rowId: jti }, jsonText(message.body));
  await manager.query(`INSERT INTO intercity_outbox (jti, to_city, name, body) VALUES ($1, $2, $3, $4)`, [
    jti,
    message.cityId,
    message.name,
    body,
  ]);
}

/** One city down delays its own messages only. */
export function deliverOutboxJob(parts: AskParts & { database: DataSource; personalData: PersonalData; logger: Logger }): Job {
  return {
    name: "intercity-outbox",
    everyMs: deliverEveryMs,
    async run() {
      const rows: unknown[] = await parts.database.query(
        `SELECT jti, to_city, name, body, attempts FROM intercity_outbox
         WHERE delivered_at IS NULL AND refused_code IS NULL AND next_attempt_at <= now()
         ORDER BY created_at LIMIT $1`,
        [batchMax],
      );
      await Promise.all(rows.map((row) => deliver(parts, rowSchema.parse(row))));
    },
  };
}

async function deliver(
  parts: AskParts & { database: DataSource; personalData: PersonalData; logger: Logger },
  row: z.output<typeof rowSchema>,
): Promise<void> {
  const text = parts.personalData.open({ table: "intercity_outbox", column: "body", rowId: row.jti }, row.body);
  try {
    await askCity(parts, { cityId: row.to_city, name: row.name, jti: row.jti, body: text });
    await parts.database.query(`UPDATE intercity_outbox SET delivered_at = now(), body = '' WHERE jti = $1`, [row.jti]);
  } catch (error) {
    await recordFailure(parts, row, error);
  }
}

async function recordFailure(parts: { database: DataSource; logger: Logger }, row: z.output<typeof rowSchema>, error: unknown): Promise<void> {
  const isFinal = error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401;
  const code = error instanceof Problem ? error.code : "unexpected";
  if (isFinal) {
    parts.logger.error({ message: row.name, toCity: row.to_city, problem: code }, "another city refused a message");
    await parts.database.query(`UPDATE intercity_outbox SET refused_code = $2, body = '' WHERE jti = $1`, [row.jti, code]);
    return;
  }
  const delaySeconds = Math.min(2 ** row.attempts, backoffSecondsMax);
  parts.logger.warn({ message: row.name, toCity: row.to_city, problem: code, delaySeconds }, "a message waits for another city");
  await parts.database.query(
    `UPDATE intercity_outbox SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2) WHERE jti = $1`,
    [row.jti, delaySeconds],
  );
}
