import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";
import type { ChargeTerms } from "./redemptions.schemas.ts";

/** A charge put before a resident of this city. */
export interface PresentedChargeRow {
  chargeId: Hex;
  account: Address;
  merchantCityId: number;
  terms: ChargeTerms;
  state: "PRESENTED" | "CONSENTED" | "REFUSED" | "CANCELLED";
  presentedAt: Date;
  validBefore: Date;
}

export const presentedChargeEntity = new EntitySchema<PresentedChargeRow>({
  name: "PresentedCharge",
  tableName: "presented_charges",
  columns: {
    chargeId: textColumn("charge_id", { primary: true }),
    account: textColumn("account"),
    merchantCityId: { name: "merchant_city_id", type: "smallint" },
    terms: { name: "terms", type: "jsonb" },
    state: textColumn("state"),
    presentedAt: instantColumn("presented_at"),
    validBefore: instantColumn("valid_before"),
  },
});

/** A code that a resident shows: its reference and its typed form are two rows of one `codeId`. */
export interface ResidentCodeRow {
  codeId: string;
  codeHash: string;
  account: Address;
  expiresAt: Date;
  usedAt: Date | null;
}

export const residentCodeEntity = new EntitySchema<ResidentCodeRow>({
  name: "ResidentCode",
  tableName: "resident_codes",
  columns: {
    codeId: { name: "code_id", type: "uuid" },
    codeHash: textColumn("code_hash", { primary: true }),
    account: textColumn("account"),
    expiresAt: instantColumn("expires_at"),
    usedAt: instantColumn("used_at", { nullable: true }),
  },
});
