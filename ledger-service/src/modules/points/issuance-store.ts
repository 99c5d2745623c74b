import type { DataSource } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";

export type SeriesStep = "day" | "week" | "month";

/** What one programme issued in one period. */
export interface IssuedInPeriod {
  readonly period: string;
  readonly programmeId: Hex;
  readonly points: bigint;
  readonly quantity: bigint;
}

const rowSchema = z.object({
  period: z.string(),
  programme_id: z.templateLiteral(["0x", z.string()]),
  points: z.string().transform(BigInt),
  quantity: z.string().transform(BigInt),
});

export interface IssuanceStore {
  /** Points posted from `from` (included) to `to` (excluded), by UTC day, Monday week or month and programme of a city. */
  issued(cityId: number, step: SeriesStep, from: Date, to: Date): Promise<IssuedInPeriod[]>;
}

export function createIssuanceStore(database: DataSource): IssuanceStore {
  return {
    async issued(cityId, step, from, to) {
      const rows: unknown = await database.query(
        `SELECT to_char(date_trunc($1, movements.at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS period, movements.programme_id,
           sum(movements.points)::text AS points, sum(movements.quantity)::text AS quantity
         FROM movements JOIN programmes USING (programme_id)
         WHERE movements.kind = 'EARNED' AND programmes.city_id = $2 AND movements.at >= $3 AND movements.at < $4
         GROUP BY 1, 2 ORDER BY 1, 2`,
        [step, cityId, from, to],
      );
      return z.array(rowSchema).parse(rows).map((row) => ({ ...row, programmeId: row.programme_id }));
    },
  };
}
