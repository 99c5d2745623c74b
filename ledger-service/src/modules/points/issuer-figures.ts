import type { DataSource } from "typeorm";
import { z } from "zod";

const amount = z.string().transform((text) => BigInt(text));
const totalsRow = z.object({ issued_points: amount, redeemed_points: amount, returned_points: amount });
const heldRow = z.array(z.object({ points: amount })).length(1);

/** What a city issued, took back and returned, as the read models have it. */
export async function issuerTotalsOf(database: DataSource, cityId: number) {
  const rows = z.array(totalsRow).parse(
    await database.query(
      `SELECT issued_points::text, redeemed_points::text, returned_points::text FROM issuer_totals WHERE city_id = $1`,
      [cityId],
    ),
  );
  const row = rows.at(0);
  return {
    issuedPoints: row?.issued_points ?? 0n,
    redeemedPoints: row?.redeemed_points ?? 0n,
    returnedPoints: row?.returned_points ?? 0n,
  };
}

/** Σ balances of a city's points, whoever holds them. */
export async function heldPointsOf(database: DataSource, cityId: number): Promise<bigint> {
  const [row] = heldRow.parse(
    await database.query(`SELECT coalesce(sum(points), 0)::text AS points FROM balances WHERE city_id = $1`, [cityId]),
  );
  return row?.points ?? 0n;
}
