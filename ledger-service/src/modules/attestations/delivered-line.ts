import { z } from "zod";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import { programmeUnits } from "../points/programme-units.ts";

/** The intercity message's name: lines of one sheet for one home city. */
export const DELIVER_LINES = "deliver-lines";
/** Lines of one message; a proof of 1,000 lines is ten hashes. */
export const LINES_PER_DELIVERY = 100;

const words = z.string().max(200);

/** Public words about the sheet that the home city shows beside each line. */
export const deliveredSheetSchema = z.object({
  sheetId: bytes32Schema,
  activityTitle: words,
  institutionName: words,
  signerName: words,
  programmeTitle: words,
  resolution: words,
  unit: z.enum(programmeUnits),
});
export type DeliveredSheet = z.output<typeof deliveredSheetSchema>;

/** One line and its proof: with it either city can post the line. */
export const deliveredLineSchema = z.object({
  index: z.number().int().min(0),
  account: addressSchema,
  quantity: z.string().regex(/^\d{1,20}$/).transform(BigInt),
  salt: bytes32Schema,
  proof: z.array(bytes32Schema).max(10),
});
export type DeliveredLine = z.output<typeof deliveredLineSchema>;

export const deliverLinesBody = z.object({ sheet: deliveredSheetSchema, lines: z.array(deliveredLineSchema).min(1).max(LINES_PER_DELIVERY) });
