import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { bytes32Schema, addressSchema } from "../../kernel/hex.ts";

const amount = z.string().transform((text) => BigInt(text));
const issuanceRow = z.object({
  event_id: z.string(),
  block_number: z.coerce.number(),
  at: z.date(),
  points: amount,
  quantity: amount,
  unit: z.number(),
  account: addressSchema,
  programme_id: bytes32Schema,
  sheet_id: bytes32Schema,
  line_index: z.number(),
  institution: addressSchema,
  signer_hash: bytes32Schema,
  attestation_uid: bytes32Schema,
  year: z.number(),
  number: z.coerce.number(),
});

/** One issued line with everything behind it. */
export interface Issuance {
  readonly eventId: string;
  readonly blockNumber: number;
  readonly at: Date;
  readonly points: bigint;
  readonly quantity: bigint;
  readonly unit: number;
  readonly account: Address;
  readonly programmeId: Hex;
  readonly sheetId: Hex;
  readonly lineIndex: number;
  readonly institution: Address;
  readonly signerHash: Hex;
  readonly attestationUid: Hex;
  /** In force when the sheet was filed. */
  readonly resolution: { readonly year: number; readonly number: number };
}

export interface IssuancePeriod {
  readonly cityId: number;
  readonly from: Date;
  readonly to: Date;
}

/** In order of the ledger, after `afterEventId`; of one programme, or of all. */
export async function listIssuances(
  database: DataSource,
  { cityId, from, to }: IssuancePeriod,
  programmeId: Hex | undefined,
  afterEventId: string,
  limit: number,
): Promise<Issuance[]> {
  const rows = z.array(issuanceRow).parse(
    await database.query(
      `SELECT i.event_id, i.block_number, i.at, i.points, i.quantity, p.unit, i.account, i.programme_id, i.sheet_id,
              i.line_index, s.institution, s.signer_hash, s.attestation_uid, r.year, r.number
       FROM audit_issuances i
       JOIN audit_sheets s USING (sheet_id)
       JOIN audit_programmes p ON p.programme_id = i.programme_id
       JOIN LATERAL (
         SELECT year, number FROM audit_resolutions
         WHERE programme_id = i.programme_id AND event_id < s.filed_event_id ORDER BY event_id DESC LIMIT 1
       ) r ON true
       WHERE i.city_id = $1 AND i.at >= $2 AND i.at < $3 AND i.event_id > $4 AND ($6::text IS NULL OR i.programme_id = $6)
       ORDER BY i.event_id LIMIT $5`,
      [cityId, from, to, afterEventId, limit, programmeId ?? null],
    ),
  );
  return rows.map((row) => ({
    eventId: row.event_id,
    blockNumber: row.block_number,
    at: row.at,
    points: row.points,
    quantity: row.quantity,
    unit: row.unit,
    account: row.account,
    programmeId: row.programme_id,
    sheetId: row.sheet_id,
    lineIndex: row.line_index,
    institution: row.institution,
    signerHash: row.signer_hash,
    attestationUid: row.attestation_uid,
    resolution: { year: row.year, number: row.number },
  }));
}

const totalRow = z.object({ programme_id: bytes32Schema, year: z.number(), number: z.coerce.number(), points: amount, lines: z.coerce.number() });

/** Points and lines by programme and resolution. */
export async function totalIssuances(database: DataSource, { cityId, from, to }: IssuancePeriod) {
  const rows = z.array(totalRow).parse(
    await database.query(
      `SELECT i.programme_id, r.year, r.number, sum(i.points)::text AS points, count(*) AS lines
       FROM audit_issuances i
       JOIN audit_sheets s USING (sheet_id)
       JOIN LATERAL (
         SELECT year, number FROM audit_resolutions
         WHERE programme_id = i.programme_id AND event_id < s.filed_event_id ORDER BY event_id DESC LIMIT 1
       ) r ON true
       WHERE i.city_id = $1 AND i.at >= $2 AND i.at < $3
       GROUP BY i.programme_id, r.year, r.number ORDER BY r.year, r.number`,
      [cityId, from, to],
    ),
  );
  return rows.map(({ programme_id, year, number, points, lines }) => ({ programmeId: programme_id, year, number, points, lines }));
}

const sumRow = z.array(z.object({ points: amount })).length(1);

/** What `Points` says it issued in the period: the other side of the audit's comparison. */
export async function issuedByLedger(database: DataSource, { cityId, from, to }: IssuancePeriod): Promise<bigint> {
  const [row] = sumRow.parse(
    await database.query(
      `SELECT coalesce(sum(points), 0)::text AS points FROM audit_points_issued WHERE city_id = $1 AND at >= $2 AND at < $3`,
      [cityId, from, to],
    ),
  );
  return row?.points ?? 0n;
}

/** Of this city, from the beginning: points by lines, and minutes attested. */
export async function sumOfLines(database: DataSource, cityId: number): Promise<bigint> {
  const [row] = sumRow.parse(
    await database.query(`SELECT coalesce(sum(points), 0)::text AS points FROM audit_issuances WHERE city_id = $1`, [cityId]),
  );
  return row?.points ?? 0n;
}

export async function sumOfQuantities(database: DataSource, cityId: number, unit: number): Promise<bigint> {
  const [row] = sumRow.parse(
    await database.query(
      `SELECT coalesce(sum(i.quantity), 0)::text AS points FROM audit_issuances i JOIN audit_programmes p USING (programme_id)
       WHERE i.city_id = $1 AND p.unit = $2`,
      [cityId, unit],
    ),
  );
  return row?.points ?? 0n;
}
