import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** One issued line, back to its sheet, its signer and its resolution. */
export type IssuedLine = Issuance["rows"][number];

/** Rows of a period, and their total against the ledger's own count of the whole period. */
export type Issuance = Shape<"Issuance">;

/** Civil days, both included; empty text is the service's own choice, and every programme. */
export type IssuanceFilter = { from: string; to: string; programmeId: string };

const PAGE = 50;
const EXPORT_PAGE = 100;

function search(filter: IssuanceFilter, more: Record<string, string>): string {
  const given = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

export function issuanceQuery(filter: IssuanceFilter, cursor: string) {
  return queryOptions({
    queryKey: ["audit", "issuance", filter.from, filter.to, filter.programmeId, cursor],
    queryFn: ({ signal }) => readAnswer<Issuance>(`/api/audit/issuance?${search(filter, { cursor, limit: String(PAGE) })}`, { signal }),
  });
}

/** Where the service writes every row of the filter as CSV. */
export function issuanceCsvAddress(filter: IssuanceFilter): string {
  return `/api/audit/issuance?${search(filter, { format: "csv" })}`;
}

/** Every row of the filter, page after page, as one answer. */
export async function readWholeIssuance(filter: IssuanceFilter): Promise<Issuance> {
  const whole = await readAnswer<Issuance>(`/api/audit/issuance?${search(filter, { limit: String(EXPORT_PAGE) })}`);
  while (whole.nextCursor !== null) {
    const page = await readAnswer<Issuance>(`/api/audit/issuance?${search(filter, { limit: String(EXPORT_PAGE), cursor: whole.nextCursor })}`);
    whole.rows.push(...page.rows);
    whole.nextCursor = page.nextCursor;
  }
  return whole;
}
