import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { ReportKind } from "../../platform/chain/generated/enums.ts";
import type { CloseTotals, SignedClose } from "./daily-close.ts";
import { periodOfDay } from "./daily-close.ts";

type Reader = Pick<DataSource | EntityManager, "query">;

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const closeRowSchema = z.object({
  city_id: z.number(),
  day: z.string(),
  close_text: z.string(),
  report_hash: hex,
  valid_before: z.string().transform(BigInt),
  signature: hex,
});
const columns = `day::text AS day, close_text, report_hash, valid_before, signature`;

/** This city's own closes, newest first, from a day on. */
export async function ownCloses(reader: Reader, cityId: number, fromDay: string, limit: number): Promise<SignedClose[]> {
  const rows: unknown[] = await reader.query(
    `SELECT $1::smallint AS city_id, ${columns} FROM daily_closes WHERE day >= $2 ORDER BY day DESC LIMIT $3`,
    [cityId, fromDay, limit],
  );
  return rows.map(closeOf);
}

export async function ownCloseOf(reader: Reader, cityId: number, day: string): Promise<SignedClose | undefined> {
  const rows: unknown[] = await reader.query(`SELECT $1::smallint AS city_id, ${columns} FROM daily_closes WHERE day = $2`, [cityId, day]);
  return rows.length === 0 ? undefined : closeOf(rows[0]);
}

export async function lastOwnDay(reader: Reader): Promise<string | undefined> {
  const rows: { day: string | null }[] = await reader.query(`SELECT max(day)::text AS day FROM daily_closes`);
  return rows[0]?.day ?? undefined;
}

export async function insertOwnClose(manager: EntityManager, close: SignedClose): Promise<void> {
  await manager.query(
    `INSERT INTO daily_closes (day, close_text, report_hash, valid_before, signature) VALUES ($1, $2, $3, $4, $5)`,
    [close.day, close.text, close.reportHash, close.validBefore.toString(), close.signature],
  );
}

/** Own closes that the ledger, as far as it is indexed, does not hold yet. */
export async function closesToAnchor(reader: Reader, cityId: number, limit: number): Promise<SignedClose[]> {
  const rows: unknown[] = await reader.query(
    `SELECT $1::smallint AS city_id, ${columns} FROM daily_closes c
     WHERE NOT EXISTS (
       SELECT 1 FROM audit_report_anchors a
       WHERE a.city_id = $1 AND a.kind = $2 AND a.period = to_char(c.day, 'YYYYMMDD')::bigint
     ) ORDER BY day LIMIT $3`,
    [cityId, ReportKind.DAILY_CLOSE, limit],
  );
  return rows.map(closeOf);
}

/** Closes that cities anchored and this one has not collected, newest first. */
export async function closesToCollect(reader: Reader, ownCityId: number, fromDay: string): Promise<ReportAnchor[]> {
  const rows: unknown[] = await reader.query(
    `SELECT a.city_id, to_date(a.period::text, 'YYYYMMDD')::text AS day, a.report_hash, a.officer FROM audit_report_anchors a
     WHERE a.kind = $1 AND a.city_id <> $2 AND a.period >= $3
       AND NOT EXISTS (SELECT 1 FROM collected_closes c WHERE c.city_id = a.city_id AND c.day = to_date(a.period::text, 'YYYYMMDD'))
     ORDER BY a.period DESC, a.city_id`,
    [ReportKind.DAILY_CLOSE, ownCityId, periodOfDay(fromDay)],
  );
  return rows.map(anchorOfRow);
}

export async function insertCollectedClose(manager: EntityManager, close: SignedClose): Promise<void> {
  await manager.query(
    `INSERT INTO collected_closes (city_id, day, close_text, report_hash, valid_before, signature) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (city_id, day) DO NOTHING`,
    [close.cityId, close.day, close.text, close.reportHash, close.validBefore.toString(), close.signature],
  );
}

/** Other cities' closes of one day. */
export async function collectedClosesOf(reader: Reader, day: string): Promise<SignedClose[]> {
  const rows: unknown[] = await reader.query(`SELECT city_id, ${columns} FROM collected_closes WHERE day = $1 ORDER BY city_id`, [day]);
  return rows.map(closeOf);
}

/** The newest of this city's closed days of which another city's close is here too. */
export async function latestCommonDay(reader: Reader): Promise<string | undefined> {
  const rows: { day: string | null }[] = await reader.query(
    `SELECT max(o.day)::text AS day FROM daily_closes o WHERE EXISTS (SELECT 1 FROM collected_closes c WHERE c.day = o.day)`,
  );
  return rows[0]?.day ?? undefined;
}

/** A report that a city anchored, as far as the ledger is indexed. */
export interface ReportAnchor {
  readonly cityId: number;
  readonly day: string;
  readonly reportHash: Hex;
  readonly officer: Address;
}

const anchorRowSchema = z.object({ city_id: z.number(), day: z.string(), report_hash: hex, officer: hex });

function anchorOfRow(row: unknown): ReportAnchor {
  const { city_id, day, report_hash, officer } = anchorRowSchema.parse(row);
  return { cityId: city_id, day, reportHash: report_hash, officer };
}

/** Days whose close this city anchored, among these. */
export async function anchoredDays(reader: Reader, cityId: number, days: readonly string[]): Promise<ReadonlyMap<string, Hex>> {
  const rows: unknown[] = await reader.query(
    `SELECT city_id, to_date(period::text, 'YYYYMMDD')::text AS day, report_hash, officer FROM audit_report_anchors
     WHERE city_id = $1 AND kind = $2 AND period = ANY ($3::bigint[])`,
    [cityId, ReportKind.DAILY_CLOSE, days.map(periodOfDay)],
  );
  return new Map(rows.map(anchorOfRow).map(({ day, reportHash }) => [day, reportHash]));
}

const totalsRowSchema = z.object({ city_id: z.number(), issued: z.string(), redeemed: z.string(), returned: z.string(), supply: z.string() });

/** Σ up to the end of a day, for each city that ever issued. */
export async function totalsUpTo(reader: Reader, day: string): Promise<Record<string, CloseTotals>> {
  const rows: unknown[] = await reader.query(
    `SELECT city_id, sum(issued)::text AS issued, sum(redeemed)::text AS redeemed, sum(returned)::text AS returned,
       (sum(issued) - sum(redeemed) + sum(returned))::text AS supply
     FROM audit_daily_points WHERE day <= $1 GROUP BY city_id ORDER BY city_id`,
    [day],
  );
  return Object.fromEntries(
    rows.map((row) => {
      const { city_id, ...totals } = totalsRowSchema.parse(row);
      return [String(city_id), totals];
    }),
  );
}

function closeOf(row: unknown): SignedClose {
  const { city_id, day, close_text, report_hash, valid_before, signature } = closeRowSchema.parse(row);
  return { cityId: city_id, day, text: close_text, reportHash: report_hash, validBefore: valid_before, signature };
}
