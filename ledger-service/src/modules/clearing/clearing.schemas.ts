import { z } from "zod";
import { decimalSchema } from "../../kernel/decimal.ts";
import { count, isoTime, points } from "../../platform/http/wire-schemas.ts";

export const clearingQuerySchema = z.object({ period: z.coerce.number().int().min(0).optional() });

export const clearingSchema = z
  .object({
    periods: z.array(z.object({ index: count, startsAt: isoTime, endsAt: isoTime.nullable() })),
    period: count.nullable(),
    rows: z.array(
      z.object({
        cityId: count,
        owesUsPoints: points,
        weOwePoints: points,
        netPoints: points,
        ceilingTheyOwePoints: points,
        ceilingWeOwePoints: points,
        suspendedByUs: z.boolean(),
        suspendedByThem: z.boolean(),
      }),
    ),
    netPoints: points,
    /** cells[i][j]: what city i owes city j, in the order of `cityIds`. */
    matrix: z.object({ cityIds: z.array(count), cells: z.array(z.array(points)) }),
    /** Net position of this city, period by period. */
    series: z.array(z.object({ index: count, startsAt: isoTime, netPoints: points })),
    asOfBlock: count,
  })
  .meta({ id: "Clearing" });

export const sideBodySchema = z.strictObject({
  otherCityId: z.number().int().min(1).max(255),
  asCreditor: z.boolean(),
  ceilingPoints: decimalSchema,
  suspended: z.boolean(),
});
