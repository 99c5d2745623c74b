import { z } from "zod";

/** A whole amount on the wire: a decimal string; a bigint inside. Above 2^128 nothing of ours exists. */
export const decimalSchema = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,38})$/)
  .transform((text) => BigInt(text));

export const positiveDecimalSchema = decimalSchema.refine((amount) => amount > 0n);

/** The same, going out. */
export const decimalTextSchema = z.string().regex(/^-?\d+$/);
