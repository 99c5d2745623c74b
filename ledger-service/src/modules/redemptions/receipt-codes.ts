import type { DataSource } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import { newReceiptCode, normalizeOneTimeCode } from "../../kernel/check-code.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";

const INDEX_PURPOSE = "receipt_codes.code";

/** What opens a receipt's proof to whoever was given it: 80 random bits, never on the ledger. */
export interface ReceiptCodes {
  /** The receipt's own code, drawn the first time it is shown. */
  codeOf(chargeId: Hex): Promise<string>;
  /** @returns undefined for a code that this city never gave */
  chargeOf(code: string): Promise<Hex | undefined>;
}

const hex = z.custom<Hex>((value) => typeof value === "string" && value.startsWith("0x"));
const rowSchema = z.object({ charge_id: hex, code_sealed: z.string() });

export function createReceiptCodes(database: DataSource, personalData: PersonalData): ReceiptCodes {
  const placeOf = (chargeId: Hex) => ({ table: "receipt_codes", column: "code_sealed", rowId: chargeId });
  return {
    async codeOf(chargeId) {
      const code = newReceiptCode();
      await database.query(
        `INSERT INTO receipt_codes (charge_id, code_index, code_sealed) VALUES ($1, $2, $3) ON CONFLICT (charge_id) DO NOTHING`,
        [chargeId, personalData.blindIndex(INDEX_PURPOSE, normalizeOneTimeCode(code)), personalData.seal(placeOf(chargeId), code)],
      );
      const rows: unknown[] = await database.query(`SELECT charge_id, code_sealed FROM receipt_codes WHERE charge_id = $1`, [chargeId]);
      return personalData.open(placeOf(chargeId), rowSchema.parse(rows[0]).code_sealed);
    },
    async chargeOf(code) {
      const index = personalData.blindIndex(INDEX_PURPOSE, normalizeOneTimeCode(code));
      const rows: unknown[] = await database.query(`SELECT charge_id, code_sealed FROM receipt_codes WHERE code_index = $1`, [index]);
      return rows.length === 0 ? undefined : rowSchema.parse(rows[0]).charge_id;
    },
  };
}
