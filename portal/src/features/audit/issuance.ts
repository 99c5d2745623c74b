import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";

/** One issued line, back to its sheet, its signer and its resolution. */
export type IssuedLine = {
  at: string;
  blockNumber: number;
  points: string;
  quantity: string;
  unit: "MINUTE" | "ATTENDANCE" | "CENT" | "ACTION";
  account: string;
  programmeId: Hex;
  programmeTitle: string;
  resolution: string;
  sheetId: Hex;
  lineIndex: number;
  institutionName: string;
  signerHash: Hex;
  signerName?: string;
  attestationUid: Hex;
};

export type Issuance = {
  from: string;
  to: string;
  rows: IssuedLine[];
  nextCursor: string | null;
  totals: { programmeId: Hex; programmeTitle: string; resolution: string; points: string; lines: number }[];
  totalPoints: string;
  /** The ledger's own count for the period, and what the lines do not explain of it. */
  ledgerPoints: string;
  differencePoints: string;
  asOfBlock: number;
};

/** Civil days, both included; empty text is the service's own choice. */
export type IssuancePeriod = { from: string; to: string };

const PAGE = 50;
const EXPORT_PAGE = 100;

function search(period: IssuancePeriod, more: Record<string, string>): string {
  const given = Object.entries({ ...period, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

export function issuanceQuery(period: IssuancePeriod, cursor: string) {
  return queryOptions({
    queryKey: ["audit", "issuance", period.from, period.to, cursor],
    queryFn: ({ signal }) => readAnswer<Issuance>(`/api/audit/issuance?${search(period, { cursor, limit: String(PAGE) })}`, { signal }),
  });
}

/** Where the service writes the whole period as CSV. */
export function issuanceCsvAddress(period: IssuancePeriod): string {
  return `/api/audit/issuance?${search(period, { format: "csv" })}`;
}

/** The whole period, page after page, as one answer. */
export async function readWholeIssuance(period: IssuancePeriod): Promise<Issuance> {
  const whole = await readAnswer<Issuance>(`/api/audit/issuance?${search(period, { limit: String(EXPORT_PAGE) })}`);
  while (whole.nextCursor !== null) {
    const page = await readAnswer<Issuance>(`/api/audit/issuance?${search(period, { limit: String(EXPORT_PAGE), cursor: whole.nextCursor })}`);
    whole.rows.push(...page.rows);
    whole.nextCursor = page.nextCursor;
  }
  return whole;
}
