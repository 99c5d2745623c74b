import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { amountColumn, bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** An exchange that the chain settled. */
export interface SettledExchangeRow {
  exchangeId: Hex;
  provider: Address;
  receiver: Address;
  points: bigint;
  quantityMinutes: bigint;
  kind: number;
  termsHash: Hex;
  attestationUid: Hex;
  settledAt: Date;
}

export const settledExchangeEntity = new EntitySchema<SettledExchangeRow>({
  name: "SettledExchange",
  tableName: "exchanges_settled",
  columns: {
    exchangeId: textColumn("exchange_id", { primary: true }),
    provider: textColumn("provider"),
    receiver: textColumn("receiver"),
    points: amountColumn("points"),
    quantityMinutes: bigintColumn("quantity_minutes"),
    kind: { type: "smallint" },
    termsHash: textColumn("terms_hash"),
    attestationUid: textColumn("attestation_uid"),
    settledAt: instantColumn("settled_at"),
  },
});

/** A testimonial that the chain attested; its text is off chain. */
export interface GivenTestimonialRow {
  exchangeId: Hex;
  author: Address;
  rating: number;
  textHash: Hex;
  attestationUid: Hex;
  givenAt: Date;
}

export const givenTestimonialEntity = new EntitySchema<GivenTestimonialRow>({
  name: "GivenTestimonial",
  tableName: "testimonials_given",
  columns: {
    exchangeId: textColumn("exchange_id", { primary: true }),
    author: textColumn("author", { primary: true }),
    rating: { type: "smallint" },
    textHash: textColumn("text_hash"),
    attestationUid: textColumn("attestation_uid"),
    givenAt: instantColumn("given_at"),
  },
});
