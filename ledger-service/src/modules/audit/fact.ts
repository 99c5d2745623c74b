import type { DataSource } from "typeorm";
import { getAddress, type Address, type Hex } from "viem";
import { z } from "zod";

/** Facts of the ledger that can be proved, as proof files name them. */
export const factKinds = ["RECEIPT", "LINE", "EXCHANGE", "REPORT"] as const;
export type FactKind = (typeof factKinds)[number];

/** Where a fact is on the ledger; `accounts` are those whose own it is. */
export interface Fact {
  readonly kind: FactKind;
  readonly eventId: string;
  readonly accounts: readonly Address[];
}

export function lineFactId(sheetId: Hex, lineIndex: number): string {
  return `${sheetId}/${lineIndex}`;
}

/** @param kind ReportKind of the contract */
export function reportFactId(cityId: number, kind: number, period: number | bigint): string {
  return `${cityId}/${kind}/${period}`;
}

const rowSchema = z.object({ event_id: z.string(), accounts: z.array(z.string().transform((text) => getAddress(text))) });

export async function findFact(database: DataSource, kind: FactKind, factId: string): Promise<Fact | undefined> {
  const rows: unknown[] = await database.query(`SELECT event_id, accounts FROM audit_facts WHERE kind = $1 AND fact_id = $2`, [kind, factId]);
  if (rows.length === 0) return undefined;
  const { event_id, accounts } = rowSchema.parse(rows[0]);
  return { kind, eventId: event_id, accounts };
}
