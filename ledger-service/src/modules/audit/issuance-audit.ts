import { stringify } from "csv-stringify/sync";
import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { civilDayEnd, civilDayOf, civilDayStart } from "../../kernel/civil-day.ts";
import { decodeCursor, pageOf } from "../../platform/http/pagination.ts";
import { programmeUnitNames } from "../../platform/chain/generated/enums.ts";
import { resolutionLabel } from "../points/programme-view.ts";
import { issuedByLedger, listIssuances, totalIssuances, type Issuance, type IssuancePeriod } from "./issuance-store.ts";
import type { IssuanceJson } from "./audit.schemas.ts";

/** Names that the ledger does not hold. */
export interface AuditNames {
  programmeTitlesOf(programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, string>>;
  institutionNameOf(institution: Address): Promise<string | undefined>;
  /** Who signed for an institution of this city. */
  signerNameOf(institution: Address, signerHash: Hex): Promise<string | undefined>;
}

export interface IssuanceAuditParts {
  readonly database: DataSource;
  readonly cityId: number;
  readonly names: AuditNames;
}

const CSV_ROWS_MAX = 50_000;
const CSV_PAGE = 1_000;

/** First and last day (America/Toronto) of the audit; the last month and a half unless said otherwise. */
export function auditPeriod(cityId: number, query: { from?: string; to?: string }, now: Date): IssuancePeriod & { fromDay: string; toDay: string } {
  const toDay = query.to ?? civilDayOf(now);
  const fromDay = query.from ?? civilDayOf(new Date(civilDayStart(toDay).getTime() - 45 * 86_400_000));
  return { cityId, fromDay, toDay, from: civilDayStart(fromDay), to: civilDayEnd(toDay) };
}

/** Each issued point of the period back to its resolution, and the total against the ledger's own count. */
export async function readIssuanceAudit(
  parts: IssuanceAuditParts,
  query: { from?: string; to?: string; programmeId?: Hex; cursor?: string; limit: number },
  now: Date,
) {
  const period = auditPeriod(parts.cityId, query, now);
  const after = decodeCursor(query.cursor) ?? "";
  const [found, totals, ledgerPoints] = await Promise.all([
    listIssuances(parts.database, period, query.programmeId, after, query.limit + 1),
    totalIssuances(parts.database, period),
    issuedByLedger(parts.database, period),
  ]);
  const page = pageOf(found, query.limit, ({ eventId }) => eventId);
  const titles = await parts.names.programmeTitlesOf(totals.map(({ programmeId }) => programmeId));
  const totalPoints = totals.reduce((sum, { points }) => sum + points, 0n);
  return {
    from: period.fromDay,
    to: period.toDay,
    rows: await nameRows(parts.names, page.items),
    nextCursor: page.nextCursor,
    totals: totals.map(({ programmeId, year, number, points, lines }) => ({
      programmeId,
      programmeTitle: titles.get(programmeId) ?? "",
      resolution: resolutionLabel(year, number),
      points: points.toString(),
      lines,
    })),
    totalPoints: totalPoints.toString(),
    ledgerPoints: ledgerPoints.toString(),
    differencePoints: (ledgerPoints - totalPoints).toString(),
  };
}

/** The same rows for a spreadsheet: one line an issued line. */
export async function issuanceCsv(parts: IssuanceAuditParts, query: { from?: string; to?: string; programmeId?: Hex }, now: Date): Promise<string> {
  const period = auditPeriod(parts.cityId, query, now);
  const rows: IssuanceJson[] = [];
  for (let after = ""; rows.length < CSV_ROWS_MAX; ) {
    const page = await listIssuances(parts.database, period, query.programmeId, after, CSV_PAGE);
    rows.push(...(await nameRows(parts.names, page)));
    const last = page.at(-1);
    if (last === undefined || page.length < CSV_PAGE) break;
    after = last.eventId;
  }
  return stringify(rows, { header: true, delimiter: ";", columns: csvColumns });
}

const csvColumns: { key: keyof IssuanceJson; header: string }[] = [
  { key: "at", header: "inscrit_le_utc" },
  { key: "blockNumber", header: "page_du_registre" },
  { key: "points", header: "points" },
  { key: "quantity", header: "quantite" },
  { key: "unit", header: "unite" },
  { key: "account", header: "compte" },
  { key: "programmeTitle", header: "programme" },
  { key: "resolution", header: "resolution" },
  { key: "institutionName", header: "organisme" },
  { key: "signerName", header: "signataire" },
  { key: "sheetId", header: "feuille" },
  { key: "lineIndex", header: "ligne" },
  { key: "signerHash", header: "cle_du_signataire" },
  { key: "attestationUid", header: "attestation" },
];

async function nameRows(names: AuditNames, rows: readonly Issuance[]): Promise<IssuanceJson[]> {
  const titles = await names.programmeTitlesOf([...new Set(rows.map(({ programmeId }) => programmeId))]);
  const institutions = await namesOnce(rows, ({ institution }) => institution, (row) => names.institutionNameOf(row.institution));
  const signers = await namesOnce(
    rows,
    ({ institution, signerHash }) => `${institution}/${signerHash}`,
    (row) => names.signerNameOf(row.institution, row.signerHash),
  );
  return rows.map((row) => ({
    at: row.at.toISOString(),
    blockNumber: row.blockNumber,
    points: row.points.toString(),
    quantity: row.quantity.toString(),
    unit: unitName(row.unit),
    account: `${row.account.slice(0, 8)}…${row.account.slice(-4)}`,
    programmeId: row.programmeId,
    programmeTitle: titles.get(row.programmeId) ?? "",
    resolution: resolutionLabel(row.resolution.year, row.resolution.number),
    sheetId: row.sheetId,
    lineIndex: row.lineIndex,
    institution: row.institution,
    institutionName: institutions.get(row.institution) ?? "",
    signerHash: row.signerHash,
    signerName: signers.get(`${row.institution}/${row.signerHash}`),
    attestationUid: row.attestationUid,
  }));
}

/** Looks each different name up once. */
async function namesOnce(
  rows: readonly Issuance[],
  keyOf: (row: Issuance) => string,
  nameOf: (row: Issuance) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const firsts = new Map(rows.map((row) => [keyOf(row), row]));
  const named = await Promise.all([...firsts].map(async ([key, row]) => [key, await nameOf(row)] as const));
  return new Map(named.flatMap(([key, name]) => (name === undefined ? [] : [[key, name] as const])));
}

function unitName(unit: number): IssuanceJson["unit"] {
  const name = programmeUnitNames[unit];
  if (name === undefined || name === "NONE") throw new RangeError(`unit ${unit} of the ledger is unknown`);
  return name;
}
