import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A consent as the resident's city delivered it. */
export interface ConsentRecord {
  readonly account: Address;
  readonly validAfter: number;
  readonly validBefore: number;
  readonly signer: Hex;
  readonly signature: Hex;
}

/** A charge asked at a counter of this city, from the keypad to the relay. What came of it: `redemptions`. */
export interface CounterChargeRow {
  chargeId: Hex;
  merchant: Address;
  terminal: Hex;
  points: bigint;
  offerText: string;
  offerSalt: Hex;
  offerHash: Hex;
  random: Hex;
  validBefore: Date;
  openedAt: Date;
  state: "OPEN" | "MET" | "CONSENTED" | "SENT" | "CANCELLED";
  homeCityId: number | null;
  consent: ConsentRecord | null;
  operationId: string | null;
}

export const counterChargeEntity = new EntitySchema<CounterChargeRow>({
  name: "CounterCharge",
  tableName: "counter_charges",
  columns: {
    chargeId: textColumn("charge_id", { primary: true }),
    merchant: textColumn("merchant"),
    terminal: textColumn("terminal"),
    points: amountColumn("points"),
    offerText: textColumn("offer_text"),
    offerSalt: textColumn("offer_salt"),
    offerHash: textColumn("offer_hash"),
    random: textColumn("random"),
    validBefore: instantColumn("valid_before"),
    openedAt: instantColumn("opened_at"),
    state: textColumn("state"),
    homeCityId: { name: "home_city_id", type: "smallint", nullable: true },
    consent: { name: "consent", type: "jsonb", nullable: true },
    operationId: { name: "operation_id", type: "uuid", nullable: true },
  },
});

export interface ChargeCodeRow {
  codeHash: string;
  chargeId: Hex;
  expiresAt: Date;
}

export const chargeCodeEntity = new EntitySchema<ChargeCodeRow>({
  name: "ChargeCode",
  tableName: "charge_codes",
  columns: {
    codeHash: textColumn("code_hash", { primary: true }),
    chargeId: textColumn("charge_id"),
    expiresAt: instantColumn("expires_at"),
  },
});
