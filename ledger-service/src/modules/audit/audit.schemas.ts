import { z } from "zod";
import { address, bytes32, count, isoTime, points } from "../../platform/http/wire-schemas.ts";
import { pageLimitMax } from "../../platform/http/pagination.ts";
import { issuanceSeriesSchema, programmeSchema } from "../points/points.schemas.ts";

const cityOfLight = z.object({ cityId: count, cityName: z.string() });

/** What the cities' closes of one day say together; a city not heard from is missing, not differing. */
export const closesLightSchema = z
  .object({
    day: z.iso.date(),
    cityCount: count,
    agreeingCount: count,
    differing: z.array(
      cityOfLight.extend({
        what: z.string(),
        whatEn: z.string(),
        expected: z.string().meta({ description: "What most closes say: a decimal string, or a hash" }),
        found: z.string(),
        difference: points.nullable().meta({ description: "Found minus expected; null for a hash" }),
      }),
    ),
    missing: z.array(cityOfLight),
  })
  .meta({ id: "ClosesLight" });

export const lightSchema = z
  .object({
    state: z.enum(["AGREES", "LATE", "DIFFERS"]),
    differences: z.array(z.object({ what: z.string(), whatEn: z.string(), ledger: points, database: points, difference: points })),
    comparedCount: count,
    /** Null until two cities have closed the same day. */
    closes: closesLightSchema.nullable(),
    checkedAt: isoTime,
    asOfBlock: count,
    blockTimestamp: isoTime,
  })
  .meta({ id: "Light" });
export type LightJson = z.output<typeof lightSchema>;

export const reconciliationSchema = z
  .object({
    light: lightSchema,
    figures: z.array(z.object({ what: z.string(), whatEn: z.string(), ledger: points, database: points, difference: points })),
  })
  .meta({ id: "Reconciliation" });

export const publicSummarySchema = z
  .object({
    city: z.object({ id: count, slug: z.string(), name: z.string(), population: count }),
    /** Absent below ten: a smaller group could be recognized [L11]. */
    residentsEnrolled: count.nullable(),
    programmes: z.array(programmeSchema),
    totals: z.object({
      issuedPoints: points,
      redeemedPoints: points,
      returnedPoints: points,
      outstandingPoints: points,
      attestedMinutes: points,
      activeMerchants: count,
      organizations: count,
    }),
    series: issuanceSeriesSchema.omit({ asOfBlock: true }),
    light: lightSchema,
    asOfBlock: count,
  })
  .meta({ id: "PublicSummary" });

const day = z.iso.date();
export const issuanceQuerySchema = z.object({
  from: day.optional(),
  to: day.optional().meta({ description: "Last day, included" }),
  programmeId: bytes32.optional().meta({ description: "Rows of one programme; totals and comparison stay those of the whole period" }),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(50),
  format: z.enum(["json", "csv"]).default("json"),
});

export const issuanceRowSchema = z.object({
  at: isoTime,
  blockNumber: count,
  points,
  quantity: points,
  unit: z.enum(["MINUTE", "ATTENDANCE", "CENT", "ACTION"]),
  account: z.string().meta({ description: "Short form of the account" }),
  programmeId: bytes32,
  programmeTitle: z.string(),
  resolution: z.string(),
  sheetId: bytes32,
  lineIndex: count,
  institution: address,
  institutionName: z.string(),
  signerHash: bytes32,
  signerName: z.string().optional(),
  attestationUid: bytes32,
});
export type IssuanceJson = z.output<typeof issuanceRowSchema>;

export const issuanceSchema = z
  .object({
    from: day,
    to: day,
    rows: z.array(issuanceRowSchema),
    nextCursor: z.string().nullable(),
    totals: z.array(
      z.object({ programmeId: bytes32, programmeTitle: z.string(), resolution: z.string(), points, lines: count }),
    ),
    totalPoints: points,
    /** Issued in the period by the ledger's own count, and what the lines do not explain of it. */
    ledgerPoints: points,
    differencePoints: points,
    asOfBlock: count,
  })
  .meta({ id: "Issuance" });
