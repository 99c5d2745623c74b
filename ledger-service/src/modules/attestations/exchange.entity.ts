import { EntitySchema } from "typeorm";
import type { Hex } from "viem";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";

export const exchangeRowStatuses = ["PROPOSED", "ACCEPTED", "PROVIDER_SIGNED", "SENT", "DECLINED"] as const;

/** One side of an exchange: this city's person. Two rows where both people are of this city. */
export interface ExchangeRow {
  exchangeId: Hex;
  accountIndex: string;
  role: "PROVIDER" | "RECEIVER";
  isProposer: boolean;
  partnerCityId: number;
  status: (typeof exchangeRowStatuses)[number];
  contentSealed: string;
  proposedAt: Date;
  validBefore: Date | null;
  operationId: string | null;
}

export const exchangeEntity = new EntitySchema<ExchangeRow>({
  name: "Exchange",
  tableName: "exchanges",
  columns: {
    exchangeId: textColumn("exchange_id", { primary: true }),
    accountIndex: textColumn("account_index", { primary: true }),
    role: textColumn("role"),
    isProposer: { name: "is_proposer", type: "boolean" },
    partnerCityId: { name: "partner_city_id", type: "smallint" },
    status: textColumn("status"),
    contentSealed: textColumn("content_sealed"),
    proposedAt: instantColumn("proposed_at"),
    validBefore: instantColumn("valid_before", { nullable: true }),
    operationId: { name: "operation_id", type: "uuid", nullable: true },
  },
});

/** What one side wrote of an exchange; sealed, its salted hash on the chain. */
export interface TestimonialRow {
  exchangeId: Hex;
  authorIndex: string;
  contentSealed: string;
  validBefore: Date;
  operationId: string | null;
  writtenAt: Date;
}

export const testimonialEntity = new EntitySchema<TestimonialRow>({
  name: "Testimonial",
  tableName: "testimonials",
  columns: {
    exchangeId: textColumn("exchange_id", { primary: true }),
    authorIndex: textColumn("author_index", { primary: true }),
    contentSealed: textColumn("content_sealed"),
    validBefore: instantColumn("valid_before"),
    operationId: { name: "operation_id", type: "uuid", nullable: true },
    writtenAt: instantColumn("written_at"),
  },
});
