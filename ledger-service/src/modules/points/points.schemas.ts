import { z } from "zod";
import { decimalSchema, positiveDecimalSchema } from "../../kernel/decimal.ts";
import { address, bytes32, count, isoTime, points } from "../../platform/http/wire-schemas.ts";
import { programmeUnits } from "./programme-units.ts";

const cityId = count.min(1).max(255);

export const lotSchema = z.object({ cityId, points }).meta({ id: "Lot" });

export const balanceSchema = z
  .object({
    totalPoints: points,
    usableHerePoints: points,
    lots: z.array(z.object({ cityId, points, isOpened: z.boolean() })),
    asOfBlock: count,
  })
  .meta({ id: "Balance" });

export const movementKinds = ["EARNED", "REDEEMED", "VOIDED", "REFUNDED", "EXCHANGE_IN", "EXCHANGE_OUT"] as const;
export type MovementKind = (typeof movementKinds)[number];

export const movementSchema = z
  .object({
    id: z.string(),
    at: isoTime,
    kind: z.enum(movementKinds),
    points: points.meta({ description: "Signed: what the balance gained or lost" }),
    lots: z.array(lotSchema),
    title: z.string(),
    reason: z.object({
      programmeTitle: z.string().optional(),
      institutionName: z.string().optional(),
      signerName: z.string().optional(),
      resolution: z.string().optional().meta({ description: "Year and number of the council resolution: 2026-014" }),
      cityName: z.string().optional(),
      merchantName: z.string().optional(),
      partnerName: z.string().optional(),
      quantityText: z.string().optional(),
    }),
    chargeId: bytes32.optional(),
    exchangeId: bytes32.optional(),
    sheetId: bytes32.optional(),
    lineIndex: count.optional(),
    blockNumber: count,
  })
  .meta({ id: "Movement" });

export const movementsSchema = z
  .object({ movements: z.array(movementSchema), nextCursor: z.string().nullable(), asOfBlock: count })
  .meta({ id: "Movements" });

export const resolutionSchema = z
  .object({
    year: z.number().int().min(2000).max(2200),
    number: z.number().int().min(1).max(999_999),
    label: z.string().meta({ description: "2026-014" }),
    documentHash: bytes32,
  })
  .meta({ id: "Resolution" });

export const rateSchema = z
  .object({ points: z.number().int().min(1).max(1_000_000), quantity: z.number().int().min(1).max(1_000_000) })
  .meta({ id: "Rate", description: "Points for a quantity of the unit: 100 for 60 minutes" });

export const programmeSchema = z
  .object({
    programmeId: bytes32,
    cityId,
    title: z.string(),
    unit: z.enum(programmeUnits),
    rate: rateSchema,
    budgetPoints: points,
    reservedPoints: points,
    issuedPoints: points,
    weeklyCeilingPoints: points,
    startsAt: isoTime,
    endsAt: isoTime,
    pendingSeconds: count,
    isTrial: z.boolean().meta({ description: "A window shorter than the 14 days of hours: a trial programme (« essai »)" }),
    status: z.enum(["OPEN", "CLOSED"]),
    resolution: resolutionSchema,
    revision: count,
  })
  .meta({ id: "Programme" });

export const programmesSchema = z.object({ programmes: z.array(programmeSchema), asOfBlock: count }).meta({ id: "Programmes" });

const title = z.string().trim().min(3).max(120);
/** The published text of a resolution; its keccak256 is what the chain keeps. */
const documentText = z.string().trim().min(10).max(20_000);

const resolutionInput = z.object({
  year: z.number().int().min(2000).max(2200),
  number: z.number().int().min(1).max(999_999),
  documentText: documentText.optional(),
  documentHash: bytes32.optional(),
});

export const openProgrammeBody = z
  .object({
    title,
    resolution: resolutionInput,
    unit: z.enum(programmeUnits),
    rate: rateSchema,
    budgetPoints: positiveDecimalSchema,
    weeklyCeilingPoints: positiveDecimalSchema,
    startsAt: isoTime,
    endsAt: isoTime,
    pendingSeconds: z.number().int().min(0).max(2_592_000),
  })
  .meta({ id: "ProgrammeOpeningRequest" });

export const raiseBudgetBody = z.object({ resolution: resolutionInput, budgetPoints: positiveDecimalSchema }).meta({ id: "BudgetRaiseRequest" });
export const emptyBody = z.object({});
export const programmeParams = z.object({ programmeId: bytes32 });

export const allotmentSchema = z
  .object({
    programmeId: bytes32,
    institution: address,
    institutionName: z.string(),
    allottedPoints: points,
    usedPoints: points,
    revision: count,
  })
  .meta({ id: "Allotment" });
export const allotmentsSchema = z.object({ allotments: z.array(allotmentSchema), asOfBlock: count }).meta({ id: "Allotments" });
export const changeAllotmentBody = z.object({ institution: address, allottedPoints: decimalSchema }).meta({ id: "AllotmentChangeRequest" });

export const resolutionDocumentsSchema = z
  .object({ resolutions: z.array(z.object({ resolution: resolutionSchema, budgetPoints: points, documentText: z.string().nullable() })) })
  .meta({ id: "ResolutionDocuments" });

const date = z.iso.date();
export const issuanceSeriesQuery = z.object({ from: date.optional(), to: date.optional(), step: z.enum(["day", "week", "month"]).default("week") });
export const issuanceSeriesSchema = z
  .object({
    step: z.enum(["day", "week", "month"]),
    periods: z.array(z.string()).meta({ description: "First day of each period, UTC, oldest first" }),
    programmes: z.array(
      z.object({ programmeId: bytes32, title: z.string(), issuedPoints: z.array(points), quantities: z.array(points) }),
    ),
    asOfBlock: count,
  })
  .meta({ id: "IssuanceSeries" });

export type MovementJson = z.infer<typeof movementSchema>;
export type ProgrammeJson = z.infer<typeof programmeSchema>;
export type BalanceJson = z.infer<typeof balanceSchema>;
